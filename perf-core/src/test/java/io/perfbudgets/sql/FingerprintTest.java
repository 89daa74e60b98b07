package io.perfbudgets.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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
                "select * from t where (a, b) in ((1, 2), (3, 4)) and c IN(5,6) | select * from t where (a, b) in ((?...)...) and c in (?...)",
                "select * from t where (a, b) in ((?, ?)) | select * from t where (a, b) in ((?, ?))",
                "select * from t where a in (?, f(?)) | select * from t where a in (?, f(?))",
                "select $1, :name, x::int from t | select ?, ?, x::int from t",
                "select $$secret 'x'$$, $q$ secret $$ $q$ from t | select ?, ? from t",
                "select 'a\\'secret', 'b' from t | select ?, ? from t",
                "select 'a\\'secret\\'', 'b' from t | select ?, ? from t",
                "select 'C:\\', b from t | select ?, b from t",
                "select N'x', E'y\\'z', X'0F' from t | select ?, ?, ? from t",
                "insert into t values (1, 'x'); | insert into t values (?, ?)",
                "select a$1, $1 from v$session | select a$1, ? from v$session",
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
                "/* ping */ | HOUSEKEEPING",
                "select 1; | HOUSEKEEPING",
                "select 1 -- ping | HOUSEKEEPING",
                "values 1 | HOUSEKEEPING",
                "VALUES(1) | HOUSEKEEPING",
                "SELECT 'x' FROM DUAL | HOUSEKEEPING",
                "select 1 from sysibm.sysdummy1 | HOUSEKEEPING",
                "select 42 | SELECT",
                "select ? | SELECT",
                "select 'y' from dual | SELECT",
                "values 42 | SELECT",
                "select current_timestamp | SELECT",
                "select version() | SELECT",
                "select last_insert_rowid() | IDENTIFIER",
                "select nextval('games_seq') | IDENTIFIER",
                "select next value for games_seq | IDENTIFIER",
                "call next value for games_seq | IDENTIFIER",
                "select games_seq.nextval from dual | IDENTIFIER",
                "select nextval ('public.games_seq') | IDENTIFIER",
                "select nextval('s') from generate_series(1, 50) | IDENTIFIER",
                "select currval('games_id_seq') | IDENTIFIER",
                "select currval(pg_get_serial_sequence('games', 'id')) | IDENTIFIER",
                "select next value for `games_seq` | IDENTIFIER",
                "select nextval(`games_seq`) | IDENTIFIER",
                "select last_insert_id() | IDENTIFIER",
                "values identity_val_local() | IDENTIFIER",
                "values next value for games_seq | IDENTIFIER",
                "select next value for games_seq from rdb$database | IDENTIFIER",
                "select @@identity | IDENTIFIER",
                "select next_val as id_val from games_seq | IDENTIFIER",
                "select next_val as id_val from games_seq for update | IDENTIFIER",
                "update games_seq set next_val= ? where next_val=? | IDENTIFIER",
                "select tbl.next_val from ids tbl where tbl.sequence_name=? for update | IDENTIFIER",
                "update ids set next_val=? where next_val=? and sequence_name=? | IDENTIFIER",
                "insert into ids (sequence_name, next_val) values (?,?) | IDENTIFIER",
                "select next_val as id_val, title from games_seq | SELECT",
                "select nextval('s'), title from games | SELECT",
                "insert into t (a) values (1) returning id | INSERT",
                "insert into t (a) values (1) on conflict (a) do update set a = 2 | INSERT",
                "replace into t values (1) | INSERT",
                "upsert into t values (1) | INSERT",
                "update t set a = 1 returning id | UPDATE",
                "delete from t returning id | DELETE",
                "select id from final table (update t set a = 1) | UPDATE",
                "select id from old table (delete from t where a = 1) | DELETE",
                "with x as (select 1) update t set a = 1 | UPDATE",
                "with recursive x as (select 1 union all select n from x) delete from t where a in (select n from x) | DELETE",
                "{call f(1)} | OTHER",
                "{? = call f(1)} | OTHER",
                "select identity from games | SELECT",
                "select 1 from games | SELECT"
            })
    void tellsTheKindsApart(String sql, StatementKind kind) {
        assertThat(Fingerprint.of(sql).kind()).isEqualTo(kind);
    }

    @Test
    void foldsListsOfAnyLength() {
        assertThat(Fingerprint.of("select * from t where id in (" + "?, ".repeat(65_000) + "?)")
                        .text())
                .isEqualTo("select * from t where id in (?...)");
    }
}
