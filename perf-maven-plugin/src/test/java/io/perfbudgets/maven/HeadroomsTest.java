package io.perfbudgets.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.compare.Headroom;
import io.perfbudgets.compare.Tightening;
import io.perfbudgets.maven.Headrooms.Tighter;
import io.perfbudgets.maven.history.Commit;
import io.perfbudgets.maven.history.History;
import io.perfbudgets.maven.history.PastRun;
import io.perfbudgets.maven.history.RunQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadroomsTest {
    private static final Tightening THREE_RUNS = new Tightening(new Headroom(1), 3);

    @TempDir
    Path folder;

    @Test
    void tightensWhatThreeRunsKeptWithRoomAndKeepsCommentsAndOrder() throws Exception {
        String file = """
            version: 1
            # agreed with ops
            requests:
              lists: { match: "GET /api/**", latency: { p95: 200ms }, queries: 3 }  # both
            """;
        Path budgets = Files.writeString(folder.resolve("budgets.yaml"), file);
        remember("GET /api/games", 20, 2);
        remember("GET /api/clips", 30, 1);
        remember("GET /api/games", 21, 1);

        List<Tighter> tighter = tighter(budgets);
        Map<Path, String> texts = new LinkedHashMap<>(Map.of(budgets, file));

        assertThat(Headrooms.write(tighter, texts)).isEmpty();
        assertThat(texts.get(budgets)).isEqualTo(file.replace("200ms", "61ms").replace("queries: 3", "queries: 2"));
    }

    @Test
    void oneRunMoreIsAskedForAndOneBreachIsEnoughToLeaveALimit() throws Exception {
        Path budgets = Files.writeString(
                folder.resolve("budgets.yaml"),
                "version: 1\nrequests: { lists: { match: GET /api/games, latency: { p95: 200ms }, queries: 3 } }\n");
        remember("GET /api/games", 20, 2);
        remember("GET /api/games", 20, 4);
        assertThat(tighter(budgets)).isEmpty();

        remember("GET /api/games", 20, 2);

        assertThat(tighter(budgets))
                .extracting(each -> each.proposal().budget().metric().key())
                .containsExactly("latency.p95");
    }

    private List<Tighter> tighter(Path budgets) throws Exception {
        Headrooms headrooms = new Headrooms();
        List<Path> files = List.of(budgets);
        try (History history = open()) {
            headrooms.add(history, history.runs(RunQuery.of("shop", 3)), Budgets.read(files, "shop"), files);
        }
        return headrooms.tighter(THREE_RUNS);
    }

    private int runs;

    private void remember(String request, long millis, int queries) throws Exception {
        try (History history = open()) {
            history.record(
                    new PastRun(folder, "run-" + runs++)
                            .request(request, queries, PastRun.around(100, millis))
                            .judged(),
                    new Commit("3f2a81c09d", "main", false),
                    "");
        }
    }

    private History open() throws IOException, io.perfbudgets.maven.history.HistoryException {
        return History.open(folder.resolve("history.db").toString());
    }
}
