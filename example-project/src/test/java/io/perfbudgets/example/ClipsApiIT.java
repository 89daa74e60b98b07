package io.perfbudgets.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.junit.IndexedQueries;
import io.perfbudgets.junit.LatencyBudget;
import io.perfbudgets.junit.MaxQueries;
import io.perfbudgets.junit.NoNPlusOne;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ServiceTest
class ClipsApiIT {

    @Autowired
    MockMvcTester mvc;

    @Test
    @LatencyBudget(p95 = "200ms")
    @MaxQueries(1)
    @NoNPlusOne
    void listsAPageOfClipsWithTheNamesOfTheirGamesAndProjects() {
        assertThat(mvc.get().uri("/api/clips"))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.length()", count -> count.assertThat().isEqualTo(100))
                .hasPathSatisfying("$[0].id", id -> id.assertThat().isEqualTo(1))
                .hasPathSatisfying("$[0].game", game -> game.assertThat().isEqualTo("Harbour Rovers v Northgate"))
                .hasPathSatisfying(
                        "$[0].project",
                        project -> project.assertThat().asString().isNotBlank());
    }

    @Test
    void listsTheClipsThatBelongToAFurtherPage() {
        assertThat(mvc.get().uri("/api/clips?page=3&size=20"))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.length()", count -> count.assertThat().isEqualTo(20))
                .hasPathSatisfying("$[0].id", id -> id.assertThat().isEqualTo(61));
    }

    @Test
    @LatencyBudget(p95 = "100ms")
    @MaxQueries(1)
    void showsOneClip() {
        assertThat(mvc.get().uri("/api/clips/{id}", 2))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.game", game -> game.assertThat().isEqualTo("Northgate v Millbrook"));
    }

    @Test
    void saysThatAClipIsMissing() {
        assertThat(mvc.get().uri("/api/clips/{id}", 4711)).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    @LatencyBudget(p95 = "200ms")
    @MaxQueries(1)
    void listsRawClips() {
        assertThat(mvc.get().uri("/api/clips/raw"))
                .hasStatusOk()
                .bodyText()
                .startsWith("[{\"id\":1,\"gameId\":1,\"camera\":\"main stand\",\"keyframeCount\":800")
                .endsWith("}]");
    }

    @Test
    @IndexedQueries
    void listsTheRawClipsOfOneGame() {
        assertThat(mvc.get().uri("/api/clips/raw?game={id}", 1))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$[*].gameId")
                .asArray()
                .isNotEmpty()
                .containsOnly(1);
    }

    @Test
    @LatencyBudget(p95 = "100ms")
    @MaxQueries(1)
    void showsOneRawClipWithAllItsKeyframes() {
        assertThat(mvc.get().uri("/api/clips/raw/{id}", 1))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying(
                        "$.keyframes.length()", count -> count.assertThat().isEqualTo(800));
    }
}
