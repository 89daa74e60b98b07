package io.perfbudgets.junit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {

    @Test
    void takesOutWhatWasBound() {
        assertThat(Redaction.of(
                        "invalid input syntax for type integer: \"Ada Lovelace\" near 42",
                        "select * from users where name = ? and age = ?",
                        List.of("Ada Lovelace", 42)))
                .isEqualTo("invalid input syntax for type integer: \"…\" near …");
    }

    @Test
    void takesOutWhatIsWrittenInTheStatement() {
        assertThat(Redaction.of(
                        "cannot cast 'secret 7' and 12.5",
                        "select * from t where a = 'secret 7' and b = 12.5",
                        List.of()))
                .isEqualTo("cannot cast '…' and …");
    }

    @Test
    void leavesWordsAloneThatOnlyContainAValue() {
        assertThat(Redaction.of("column t1 of users1 is unknown: 1", "select * from users1 where t1 = ?", List.of(1)))
                .isEqualTo("column t1 of users1 is unknown: …");
    }

    @Test
    void mindsNeitherNullsNorEmptyTexts() {
        assertThat(Redaction.of(
                        "no such table: games", "select * from games where a = ? and b = ''", Arrays.asList(null, "")))
                .isEqualTo("no such table: games");
    }
}
