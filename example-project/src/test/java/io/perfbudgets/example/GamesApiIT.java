package io.perfbudgets.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.junit.ConstantQueries;
import io.perfbudgets.junit.LatencyBudget;
import io.perfbudgets.junit.MaxQueries;
import io.perfbudgets.junit.NoNPlusOne;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ServiceTest
class GamesApiIT {

    private static final int SEASON = 150;

    private final List<String> added = new ArrayList<>();

    @Autowired
    MockMvcTester mvc;

    @AfterEach
    void removesAddedGames() {
        added.forEach(game -> assertThat(mvc.delete().uri(game)).hasStatus(HttpStatus.NO_CONTENT));
    }

    int addGames(int more) {
        for (int i = 0; i < more; i++) {
            added.add(mvc.post()
                    .uri("/api/games")
                    .contentType(MediaType.APPLICATION_JSON)
                    .content("""
                            {"title": "Rovers v Northgate", "venue": "Harbour", "playedOn": "2026-06-11", "status": "SCHEDULED"}
                            """)
                    .exchange()
                    .getResponse()
                    .getHeader(HttpHeaders.LOCATION));
        }
        return SEASON + added.size();
    }

    @Test
    @ConstantQueries(grow = "addGames")
    void listsMoreGamesWithNoMoreQueries() {
        assertThat(mvc.get().uri("/api/games")).hasStatusOk();
    }

    @Test
    @LatencyBudget(p95 = "200ms")
    @MaxQueries(1)
    @NoNPlusOne
    void listsAllGamesWithTheCountsOfTheirAnnotations() {
        assertThat(mvc.get().uri("/api/games"))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.length()", games -> games.assertThat().isEqualTo(SEASON))
                .hasPathSatisfying("$[0].playedOn", day -> day.assertThat().isEqualTo("2026-06-10"))
                .hasPathSatisfying(
                        "$[0].annotations", count -> count.assertThat().isEqualTo(40))
                .hasPathSatisfying("$[0].goals", count -> count.assertThat().isEqualTo(5));
    }

    @Test
    @LatencyBudget(p95 = "100ms")
    @MaxQueries(1)
    void showsOneGameWithItsAnnotationsInTheOrderOfPlay() {
        assertThat(mvc.get().uri("/api/games/{id}", 1))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.title", title -> title.assertThat().isEqualTo("Harbour Rovers v Northgate"))
                .hasPathSatisfying(
                        "$.annotations.length()", count -> count.assertThat().isEqualTo(40))
                .hasPathSatisfying("$.annotations[0].keyframes.length()", count -> count.assertThat()
                        .isEqualTo(6));
    }

    @Test
    void saysThatAGameIsMissing() {
        assertThat(mvc.get().uri("/api/games/{id}", 4711)).hasStatus(HttpStatus.NOT_FOUND);
    }
}
