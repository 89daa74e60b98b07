package io.perfbudgets.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.perfbudgets.budget.FullScanAllowance;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.plan.PlanAudit;
import io.perfbudgets.plan.ScanFinding;
import io.perfbudgets.plan.Unexplained;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlansJsonTest {
    private static final Fingerprint BY_TITLE = Fingerprint.of("select id from games where title = 'Chess'");
    private static final CallSite LINE = new CallSite("com.acme.Games", "find", "Games.java", 31, 0);

    @Test
    void readsBackWhatItWrote() throws Exception {
        PlanAudit plans = new PlanAudit(
                7,
                List.of(
                        finding(ScanFinding.Kind.FILTER, 1_200, ""),
                        finding(ScanFinding.Kind.WHOLE_TABLE, -1, "five rows, \"for ever\"")),
                List.of(new Unexplained(Fingerprint.of("delete from plays"), "the database would not\nexplain it")),
                List.of(new FullScanAllowance(
                        "games", true, "five rows", new Origin("@AllowFullScan", "GamesTest.java", 12))));
        assertThat(roundTrip(plans)).usingRecursiveComparison().isEqualTo(plans);
    }

    @Test
    void readsBackWhatFoundNothing() throws Exception {
        PlanAudit nothing = new PlanAudit(0, List.of(), List.of(), List.of());
        assertThat(roundTrip(nothing)).isEqualTo(nothing);
    }

    @Test
    void holdsNoValueOfAStatement() {
        assertThat(PlansJson.write(new PlanAudit(
                                1, List.of(finding(ScanFinding.Kind.FILTER, 1, "")), List.of(), List.of()))
                        .toString())
                .contains("select id from games where title = ?")
                .doesNotContain("Chess");
    }

    private static ScanFinding finding(ScanFinding.Kind kind, long rows, String allowed) {
        return new ScanFinding(
                kind,
                "games",
                List.of("title", "season"),
                rows,
                BY_TITLE,
                LINE,
                "PostgreSQL",
                "CREATE INDEX games_by_title ON games (title, season)",
                allowed);
    }

    private static PlanAudit roundTrip(PlanAudit plans) throws Exception {
        ObjectMapper json = new ObjectMapper();
        return PlansJson.read(json.readTree(json.writeValueAsString(PlansJson.write(plans))));
    }
}
