package io.perfbudgets.junit.corpus;

import static io.perfbudgets.junit.corpus.Answer.FINE;
import static io.perfbudgets.junit.corpus.Answer.N_PLUS_ONE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Spring's templates over JDBC. */
final class SpringJdbcCases {
    private final JdbcTemplate jdbc = new JdbcTemplate(Games.DATA);
    private final NamedParameterJdbcTemplate named = new NamedParameterJdbcTemplate(jdbc);
    private final JdbcClient client = JdbcClient.create(jdbc);

    private List<Integer> games() {
        return jdbc.queryForList("select id from games", Integer.class);
    }

    @Right(N_PLUS_ONE)
    void queriesForAnObjectOfEachRow() {
        for (int game : games()) {
            jdbc.queryForObject("select count(*) from annotations where game_id = ?", Integer.class, game);
        }
    }

    @Right(N_PLUS_ONE)
    void queriesInARowMapper() {
        jdbc.query(
                "select id from games",
                (row, number) ->
                        jdbc.queryForList("select tag from tags where game_id = ?", String.class, row.getInt(1)));
    }

    @Right(N_PLUS_ONE)
    void queriesByNameForEachRow() {
        games().forEach(game ->
                named.queryForList("select tag from tags where game_id = :game", Map.of("game", game), String.class));
    }

    @Right(N_PLUS_ONE)
    void queriesThroughTheClientForEachRow() {
        for (int game : games()) {
            client.sql("select tag from tags where game_id = :game")
                    .param("game", game)
                    .query(String.class)
                    .list();
        }
    }

    @Right(FINE)
    void gathersAJoin() {
        jdbc.query("select g.id, t.tag from games g join tags t on t.game_id = g.id", rows -> {
            List<String> tags = new ArrayList<>();
            while (rows.next()) {
                tags.add(rows.getString(2));
            }
            return tags;
        });
    }

    @Right(FINE)
    void readsInChunksByName() {
        for (int from = 1; from < Games.COUNT; from += 3) {
            List<Integer> keys = IntStream.range(from, from + 3).boxed().toList();
            named.queryForList("select tag from tags where game_id in (:keys)", Map.of("keys", keys), String.class);
        }
    }

    @Right(FINE)
    void updatesInABatch() {
        jdbc.batchUpdate(
                "insert into drafts values (?, 'draft')",
                IntStream.range(0, 5).mapToObj(id -> new Object[] {id}).toList());
        jdbc.update("delete from drafts");
    }

    @Right(FINE)
    void readsPageByPage() {
        for (int page = 0; page < 4; page++) {
            jdbc.queryForList("select id from games order by id limit 3 offset ?", Integer.class, 3 * page);
        }
    }
}
