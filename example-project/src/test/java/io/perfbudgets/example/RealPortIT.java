package io.perfbudgets.example;

import io.perfbudgets.junit.LatencyBudget;
import io.perfbudgets.junit.Load;
import io.perfbudgets.junit.MaxErrorRate;
import io.perfbudgets.junit.MaxQueries;
import io.perfbudgets.junit.NoNPlusOne;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Over HTTP: requests cross a socket and run on the server's own threads. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
@FreshData
class RealPortIT {

    @Autowired
    RestTestClient client;

    @Test
    void saysThatTheServiceIsUp() {
        client.get()
                .uri("/api/health")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("UP");
    }

    /** As the owners load their lists: {@code ab -n 50 -c 5}. */
    @Test
    @Load(requests = 50, concurrency = 5)
    @LatencyBudget(p95 = "200ms")
    @MaxErrorRate("0%")
    @MaxQueries(1)
    void listsAllProjectsWhileFiveAskAtATime() {
        client.get().uri("/api/projects").exchange().expectStatus().isOk();
    }

    @Test
    @MaxQueries(1)
    @NoNPlusOne
    void listsAllGames() {
        client.get()
                .uri("/api/games")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(150);
    }
}
