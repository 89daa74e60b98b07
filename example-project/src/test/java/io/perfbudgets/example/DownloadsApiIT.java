package io.perfbudgets.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.junit.LatencyBudget;
import io.perfbudgets.junit.MaxQueries;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ServiceTest
class DownloadsApiIT {

    @Autowired
    MockMvcTester mvc;

    @Test
    @LatencyBudget(p95 = "200ms")
    @MaxQueries(1)
    void groupsDownloadsByGameTheMostDownloadedFirst() {
        assertThat(mvc.get().uri("/api/downloads"))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.length()", count -> count.assertThat().isEqualTo(50))
                .hasPathSatisfying("$[0].downloads", count -> count.assertThat().isEqualTo(60))
                .hasPathSatisfying("$[0].clips", count -> count.assertThat().isEqualTo(8));
    }

    @Test
    void listsNoMoreGamesThanAskedFor() {
        assertThat(mvc.get().uri("/api/downloads?limit=3"))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.length()", count -> count.assertThat().isEqualTo(3));
    }
}
