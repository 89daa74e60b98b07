package io.perfbudgets.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.junit.LatencyBudget;
import io.perfbudgets.junit.RecordedQueries;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/**
 * Each test leaves the database as it found it, so that its body can be repeated until each of its writes was seen often
 * enough; the writes themselves are held to the file's budget.
 */
@ServiceTest
class WritesApiIT {

    @Autowired
    MockMvcTester mvc;

    @Test
    @LatencyBudget(p95 = "1s")
    void createsChangesAndDeletesAGame() {
        String game = create("/api/games", game("SCHEDULED"));
        change(game, game("LIVE"));
        assertThat(mvc.get().uri(game)).bodyJson().hasPathSatisfying("$.status", status -> status.assertThat()
                .isEqualTo("LIVE"));
        delete(game);
        assertThat(mvc.get().uri(game)).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    @LatencyBudget(p95 = "1s")
    @RecordedQueries
    void createsChangesAndDeletesAClip() {
        String clip = create("/api/clips", clip("Kick-off"));
        change(clip, clip("Half time"));
        assertThat(mvc.get().uri(clip)).bodyJson().hasPathSatisfying("$.title", title -> title.assertThat()
                .isEqualTo("Half time"));
        delete(clip);
        assertThat(mvc.get().uri(clip)).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    @LatencyBudget(p95 = "1s")
    void createsChangesAndDeletesAnAnnotation() {
        String annotation = create("/api/games/1/annotations", annotation("Wide of the post"));
        change(annotation, annotation("Off the bar"));
        assertThat(mvc.get().uri("/api/games/1"))
                .bodyJson()
                .extractingPath("$.annotations[*].label")
                .asArray()
                .hasSize(41)
                .contains("Off the bar");
        delete(annotation);
    }

    @Test
    void refusesAClipOfAGameThatIsMissing() {
        assertThat(mvc.post()
                        .uri("/api/clips")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(clip("Kick-off").replace("\"gameId\": 1", "\"gameId\": 4711")))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    private String create(String uri, String body) {
        MvcTestResult result = mvc.post()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
        assertThat(result).hasStatus(HttpStatus.CREATED);
        @Nullable String location = result.getResponse().getHeader(HttpHeaders.LOCATION);
        assertThat(location).isNotNull();
        return String.valueOf(location);
    }

    private void change(String uri, String body) {
        assertThat(mvc.put().uri(uri).contentType(MediaType.APPLICATION_JSON).content(body))
                .hasStatus(HttpStatus.NO_CONTENT);
    }

    private void delete(String uri) {
        assertThat(mvc.delete().uri(uri)).hasStatus(HttpStatus.NO_CONTENT);
    }

    private static String game(String status) {
        return """
                {"title": "Cup final", "venue": "Castle Green Ground", "playedOn": "2026-12-05", "status": "%s"}
                """.formatted(status);
    }

    private static String clip(String title) {
        return """
                {"gameId": 1, "projectId": 2, "title": "%s", "startMillis": 0, "endMillis": 9000}
                """.formatted(title);
    }

    private static String annotation(String label) {
        return """
                {"kind": "SHOT", "label": "%s", "atMillis": 61000,
                 "keyframes": [{"t": 61000, "x": 0.25, "y": 0.5, "w": 0.0625, "h": 0.125}]}
                """.formatted(label);
    }
}
