package io.perfbudgets.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.junit.LatencyBudget;
import io.perfbudgets.junit.MaxQueries;
import io.perfbudgets.junit.NoNPlusOne;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ServiceTest
class GamesApiIT {

    @Autowired
    MockMvcTester mvc;

    @Test
    @LatencyBudget(p95 = "200ms")
    @MaxQueries(1)
    @NoNPlusOne
    void listsAllGamesWithTheCountsOfTheirAnnotations() {
        assertThat(mvc.get().uri("/api/games"))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.length()", games -> games.assertThat().isEqualTo(150))
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
