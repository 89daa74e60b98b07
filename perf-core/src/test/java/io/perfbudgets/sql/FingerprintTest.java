package io.perfbudgets.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select * from t where id = 7 | select * from t where id = ?",
                "select  *\\n from t -- secret\\n where a='it''s' | select * from t where a=?",
                "select /* secret */ 1.5e-3, .5, -2 from t2 | select ?, ?, -? from t2",
                "select * from t where id in (1, 2,3) | select * from t where id in (?...)",
                "select * from t where id in (?) | select * from t where id in (?)",
                "select a.\"Col 1\", `b 2` from t | select a.\"Col 1\", `b 2` from t",
                "select $1, :name, x::int from t | select ?, ?, x::int from t",
                "select $$secret 'x'$$, $q$ secret $$ $q$ from t | select ?, ? from t",
                "select 'a\\'secret', 'b' from t | select ?, ? from t",
                "select 'a\\'secret\\'', 'b' from t | select ?, ? from t",
                "select 'C:\\', b from t | select ?, b from t",
                "select N'x', E'y\\'z', X'0F' from t | select ?, ?, ? from t",
                "insert into t values (1, 'x'); | insert into t values (?, ?)",
                "select 'unterminated secret | select ?"
            })
    void replacesEveryLiteralAndKeepsTheShape(String sql, String expected) {
        assertThat(Fingerprint.of(sql.replace("\\n", "\n")).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select * from t | SELECT",
                "(select 1 from t) union (select 2 from t) | SELECT",
                "with x as (delete from a returning id) select * from x | SELECT",
                "with x as (select 1 from a) insert into b select * from x | INSERT",
                "select id from final table (insert into t values (1)) | INSERT",
                "merge into t using s on (t.a = s.a) when matched then update set b = 1 | UPDATE",
                "delete from t | DELETE",
                "truncate table t | DELETE",
                "create table t (a int) | OTHER",
                "call f(1) | OTHER",
                "select 1 | HOUSEKEEPING",
                "SELECT 1 FROM DUAL | HOUSEKEEPING",
                "set transaction isolation level read committed | HOUSEKEEPING",
                "PRAGMA foreign_keys = on | HOUSEKEEPING",
                "/* ping */ select 1 | HOUSEKEEPING",
                "select last_insert_rowid() | HOUSEKEEPING",
                "select nextval('games_seq') | HOUSEKEEPING",
                "select next value for games_seq | HOUSEKEEPING",
                "call next value for games_seq | HOUSEKEEPING",
                "select games_seq.nextval from dual | HOUSEKEEPING",
                "select nextval('s'), title from games | SELECT",
                "select identity from games | SELECT",
                "select 1 from games | SELECT"
            })
    void tellsTheKindsApart(String sql, StatementKind kind) {
        assertThat(Fingerprint.of(sql).kind()).isEqualTo(kind);
    }
}
