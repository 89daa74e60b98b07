package io.perfbudgets.junit.corpus;

import static io.perfbudgets.junit.corpus.Answer.FINE;
import static io.perfbudgets.junit.corpus.Answer.N_PLUS_ONE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** jOOQ's DSL, without generated code. */
final class JooqCases {
    private static final Table<Record> GAMES = table(name("GAMES"));
    private static final Table<Record> TAGS = table(name("TAGS"));
    private static final Field<Integer> ID = field(name("GAMES", "ID"), Integer.class);
    private static final Field<Integer> GAME_ID = field(name("TAGS", "GAME_ID"), Integer.class);
    private static final Field<String> TAG = field(name("TAGS", "TAG"), String.class);

    private final DSLContext jooq = DSL.using(Games.DATA, SQLDialect.H2);

    private List<Integer> games() {
        return jooq.select(ID).from(GAMES).orderBy(ID).fetch(ID);
    }

    @Right(N_PLUS_ONE)
    void fetchesForEachRecord() {
        for (int game : games()) {
            jooq.select(TAG).from(TAGS).where(GAME_ID.eq(game)).fetch();
        }
    }

    @Right(N_PLUS_ONE)
    void countsForEachRecord() {
        games().forEach(game -> jooq.fetchCount(TAGS, GAME_ID.eq(game)));
    }

    @Right(N_PLUS_ONE)
    void asksWhetherThereIsOneForEachRecord() {
        for (int game : games()) {
            jooq.fetchExists(TAGS, GAME_ID.eq(game));
        }
    }

    @Right(N_PLUS_ONE)
    void mapsEachRecordByAQuery() {
        jooq.select(ID).from(GAMES).fetch(game -> jooq.select(TAG)
                .from(TAGS)
                .where(GAME_ID.eq(game.value1()))
                .limit(1)
                .fetchOne(TAG));
    }

    @Right(FINE)
    void nestsAMultiset() {
        jooq.select(ID, multiset(select(TAG).from(TAGS).where(GAME_ID.eq(ID))))
                .from(GAMES)
                .fetch();
    }

    @Right(FINE)
    void joins() {
        jooq.select(ID, TAG).from(GAMES).join(TAGS).on(GAME_ID.eq(ID)).fetch();
    }

    @Right(FINE)
    void readsInChunksOfKeys() {
        List<Integer> games = games();
        for (int from = 0; from < games.size(); from += 2) {
            jooq.select(TAG)
                    .from(TAGS)
                    .where(GAME_ID.in(games.subList(from, from + 2)))
                    .fetch();
        }
    }

    @Right(FINE)
    void readsInChunksByAnArray() {
        List<Integer> games = games();
        for (int from = 0; from < games.size(); from += 2) {
            jooq.select(TAG)
                    .from(TAGS)
                    .where(GAME_ID.eq(DSL.any(games.subList(from, from + 2).toArray(new Integer[0]))))
                    .fetch();
        }
    }

    @Right(FINE)
    void seeksOnFromTheLastKey() {
        List<Integer> page = List.of(0);
        while (!page.isEmpty()) {
            page = jooq.select(ID)
                    .from(GAMES)
                    .orderBy(ID)
                    .seek(page.get(page.size() - 1))
                    .limit(3)
                    .fetch(ID);
        }
    }

    @Right(FINE)
    void readsPageByPage() {
        for (int page = 0; page < 4; page++) {
            jooq.select(ID).from(GAMES).orderBy(ID).limit(3).offset(3 * page).fetch();
        }
    }

    @Right(FINE)
    void insertsInOneBatch() {
        Table<Record> drafts = table(name("DRAFTS"));
        jooq.batch(games().stream()
                        .map(id -> jooq.insertInto(drafts)
                                .columns(field(name("ID"), Integer.class))
                                .values(id))
                        .toList())
                .execute();
        jooq.deleteFrom(drafts).execute();
    }
}
