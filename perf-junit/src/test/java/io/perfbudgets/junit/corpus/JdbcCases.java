package io.perfbudgets.junit.corpus;

import static io.perfbudgets.junit.corpus.Answer.FINE;
import static io.perfbudgets.junit.corpus.Answer.N_PLUS_ONE;
import static io.perfbudgets.junit.corpus.Answer.RUN_ONCE;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** JDBC with nothing in between. */
final class JdbcCases implements AutoCloseable {
    private static final String GAMES = "select id from games order by id";
    private static final String BY_GAME = "select id from annotations where game_id = ?";

    private final Connection connection = Games.DATA.getConnection();
    private final Map<Integer, List<Integer>> cache = new HashMap<>();

    JdbcCases() throws SQLException {}

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    @Right(N_PLUS_ONE)
    void preparesTheQueryForEachRow() throws SQLException {
        for (int game : Games.ids(connection, GAMES)) {
            Games.ids(connection, BY_GAME, game);
        }
    }

    @Right(N_PLUS_ONE)
    void reusesOnePreparedStatementForEachRow() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BY_GAME)) {
            for (int game : Games.ids(connection, GAMES)) {
                Games.ids(statement, game);
            }
        }
    }

    @Right(N_PLUS_ONE)
    void writesEachKeyIntoTheText() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int game : Games.ids(connection, GAMES)) {
                statement
                        .executeQuery("select id from annotations where game_id = " + game)
                        .close();
            }
        }
    }

    @Right(N_PLUS_ONE)
    void queriesWhileItReadsTheParentsRows() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet games = statement.executeQuery(GAMES)) {
            while (games.next()) {
                Games.ids(connection, BY_GAME, games.getInt(1));
            }
        }
    }

    @Right(N_PLUS_ONE)
    void queriesInAStream() throws SQLException {
        long found = Games.ids(connection, GAMES).stream()
                .map(this::annotations)
                .filter(annotations -> !annotations.isEmpty())
                .count();
        if (found != Games.COUNT) {
            throw new IllegalStateException("A stream that counts without mapping would prove nothing");
        }
    }

    @Right(N_PLUS_ONE)
    void runsSeveralQueriesForEachRow() throws SQLException {
        for (int game : Games.ids(connection, GAMES)) {
            annotations(game);
            Games.ids(connection, "select count(*) from tags where game_id = ?", game);
        }
    }

    @Right(N_PLUS_ONE)
    void countsForEachRow() throws SQLException {
        for (int game : Games.ids(connection, GAMES)) {
            Games.ids(connection, "select count(*) from annotations where game_id = ?", game);
        }
    }

    @Right(N_PLUS_ONE)
    void asksForTheLatestOfEachRow() throws SQLException {
        for (int game : Games.ids(connection, GAMES)) {
            Games.ids(connection, BY_GAME + " order by id desc limit 1", game);
        }
    }

    @Right(N_PLUS_ONE)
    void filtersByAConstantListForEachRow() throws SQLException {
        for (int game : Games.ids(connection, GAMES)) {
            Games.ids(connection, BY_GAME + " and kind in ('GOAL', 'CARD')", game);
        }
    }

    @Right(N_PLUS_ONE)
    void asksForARangeOfEachRow() throws SQLException {
        for (int game : Games.ids(connection, GAMES)) {
            Games.ids(connection, "select count(*) from annotations where id between ? and ?", 3 * game, 3 * game + 2);
        }
    }

    @Right(N_PLUS_ONE)
    void queriesThroughAJoinForEachRow() throws SQLException {
        for (int game : Games.ids(connection, GAMES)) {
            Games.ids(
                    connection,
                    "select a.id from annotations a join authors u on u.id = a.author_id where a.game_id = ?",
                    game);
        }
    }

    @Right(N_PLUS_ONE)
    void climbsATreeNodeByNode() throws SQLException {
        children(1);
    }

    private void children(int parent) throws SQLException {
        for (int child : Games.ids(connection, "select id from categories where parent_id = ?", parent)) {
            children(child);
        }
    }

    /** Cold and warm loads leave the cache by different lines; no more than two rows take either. */
    @Right(N_PLUS_ONE)
    void loadsThroughACacheByTwoLines() throws SQLException {
        cache.put(2, List.of());
        cache.put(4, List.of());
        for (int game : Games.ids(connection, "select id from games where id <= 4")) {
            cached(game);
        }
    }

    private List<Integer> cached(int game) {
        List<Integer> known = cache.get(game);
        if (known == null) {
            known = annotations(game);
        } else if (known.isEmpty()) {
            known = annotations(game);
        }
        cache.put(game, known);
        return known;
    }

    private List<Integer> annotations(int game) {
        try {
            return Games.ids(connection, BY_GAME, game);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Right(RUN_ONCE)
    void asksWithTheSameLiteralForEachRow() throws SQLException {
        for (int game : Games.ids(connection, GAMES)) {
            if (game > 0) {
                Games.ids(connection, "select id from seasons where name = 'season 1'");
            }
        }
    }

    @Right(RUN_ONCE)
    void asksWithoutValuesEachTime() throws SQLException {
        for (int i = 0; i < 5; i++) {
            Games.ids(connection, "select id from seasons");
        }
    }

    @Right(RUN_ONCE)
    void asksWithTheSameValuesEachTime() throws SQLException {
        for (int i = 0; i < 5; i++) {
            annotations(7);
        }
    }

    @Right(FINE)
    void joins() throws SQLException {
        Games.ids(connection, "select g.id, a.id from games g join annotations a on a.game_id = g.id");
    }

    @Right(FINE)
    void readsInChunksOfKeys() throws SQLException {
        List<Integer> games = Games.ids(connection, GAMES);
        for (int from = 0; from + 2 <= games.size(); from += 2) {
            Games.ids(
                    connection,
                    "select id from annotations where game_id in (?, ?)",
                    games.get(from),
                    games.get(from + 1));
        }
    }

    @Right(FINE)
    void readsInChunksOfSeveralLengths() throws SQLException {
        for (int length = 2; length <= 6; length++) {
            String list = "?" + ", ?".repeat(length - 1);
            Object[] keys = new Object[length];
            java.util.Arrays.setAll(keys, Integer::valueOf);
            Games.ids(connection, "select id from annotations where game_id in (" + list + ")", keys);
        }
    }

    @Right(FINE)
    void readsInChunksOfTuples() throws SQLException {
        for (int id = 1; id <= 9; id += 2) {
            Games.ids(
                    connection,
                    "select id from annotations where (game_id, kind) in ((?, ?), (?, ?))",
                    id,
                    "GOAL",
                    id + 1,
                    "GOAL");
        }
    }

    @Right(FINE)
    void readsInChunksByAnArray() throws SQLException {
        for (int from = 1; from <= 9; from += 2) {
            Object keys = connection.createArrayOf("int", new Object[] {from, from + 1});
            Games.ids(connection, "select id from annotations where game_id = any(?)", keys);
        }
    }

    @Right(FINE)
    void readsInChunksByAListOfValues() throws SQLException {
        for (int from = 1; from <= 9; from += 2) {
            Games.ids(
                    connection,
                    "select a.id from annotations a join (values (cast(? as int)), (cast(? as int))) k(id) on k.id = a.game_id",
                    from,
                    from + 1);
        }
    }

    @Right(FINE)
    void readsInRangesOfKeys() throws SQLException {
        for (int from = 1; from <= Games.COUNT; from += 3) {
            Games.ids(connection, "select id from games where id between ? and ?", from, from + 2);
        }
    }

    @Right(FINE)
    void readsBySubselectsOfRanges() throws SQLException {
        for (int from = 1; from <= Games.COUNT; from += 3) {
            Games.ids(
                    connection,
                    "select id from annotations where game_id in (select id from games where season_id = ?)",
                    from);
        }
    }

    @Right(FINE)
    void readsPageByPage() throws SQLException {
        for (int offset = 0; offset < Games.COUNT; offset += 3) {
            Games.ids(connection, "select id from games order by id limit ? offset ?", 3, offset);
        }
    }

    @Right(FINE)
    void readsOnFromTheLastKey() throws SQLException {
        int last = 0;
        List<Integer> page;
        do {
            page = Games.ids(connection, "select id from games where id > ? order by id limit ?", last, 3);
            last = page.isEmpty() ? last : page.get(page.size() - 1);
        } while (!page.isEmpty());
    }

    @Right(FINE)
    void readsOnFromTheLastKeyWithinOneParent() throws SQLException {
        int last = 0;
        List<Integer> page;
        do {
            page = Games.ids(
                    connection,
                    "select id from annotations where kind = ? and id > ? order by id fetch first 7 rows only",
                    "GOAL",
                    last);
            last = page.isEmpty() ? last : page.get(page.size() - 1);
        } while (!page.isEmpty());
    }

    @Right(FINE)
    void insertsInOneBatch() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into drafts values (?, 'draft')")) {
            for (int id = 1; id <= 5; id++) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        deleteDrafts();
    }

    /** Batching would save round trips, but nothing is asked for row by row. */
    @Right(FINE)
    void insertsOneByOne() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into drafts values (?, 'draft')")) {
            for (int id = 1; id <= 5; id++) {
                insert.setInt(1, id);
                insert.executeUpdate();
            }
        }
        deleteDrafts();
    }

    private void deleteDrafts() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from drafts");
        }
    }

    @Right(FINE)
    void asksForThreeGamesInThreeLines() {
        annotations(1);
        annotations(2);
        annotations(3);
    }

    @Right(FINE)
    void comparesFourGamesInOneLine() {
        List.of(annotations(1), annotations(2), annotations(3), annotations(4));
    }

    @Right(FINE)
    void asksTwice() {
        for (int game = 1; game <= 2; game++) {
            annotations(game);
        }
    }
}
