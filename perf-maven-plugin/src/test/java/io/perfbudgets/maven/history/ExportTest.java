package io.perfbudgets.maven.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    @TempDir
    Path folder;

    private String location = "";

    @BeforeEach
    void record() throws Exception {
        location = folder.resolve("history.db").toString();
        try (History history = History.open(location)) {
            history.record(
                    new PastRun(folder, "run-1")
                            .request("GET /api/\"games\",all", 2, PastRun.around(10, 5))
                            .judged(),
                    new Commit("abcdef", "main", false),
                    "");
        }
    }

    @Test
    void writesARowForEachMetric() throws Exception {
        List<String> lines = Files.readAllLines(export(Export.CSV));

        assertThat(lines.get(0)).isEqualTo("run,module,startedAt,commit,branch,kind,subject,metric,value");
        assertThat(lines)
                .contains(
                        "run-1,shop,2026-11-23T19:00:00Z,abcdef,main,REQUEST,\"GET /api/\"\"games\"\",all\",units,10",
                        "run-1,shop,2026-11-23T19:00:00Z,abcdef,main,REQUEST,\"GET /api/\"\"games\"\",all\",queries,2");
    }

    @Test
    void writesTheSameAsJson() throws Exception {
        JsonNode rows = new ObjectMapper().readTree(export(Export.JSON).toFile());

        assertThat(rows.isArray()).isTrue();
        assertThat(rows).hasSize(Files.readAllLines(export(Export.CSV)).size() - 1);
        assertThat(rows.get(0).path("subject").asText()).isEqualTo("GET /api/\"games\",all");
        assertThat(rows.get(0).path("value").asLong()).isEqualTo(10);
    }

    private Path export(Export as) throws Exception {
        Path file = folder.resolve("export/" + as);
        try (History history = History.open(location)) {
            as.write(history, history.runs(RunQuery.of("shop", 9)), file);
        }
        return file;
    }
}
