package io.perfbudgets.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.junit.LatencyBudget;
import io.perfbudgets.junit.MaxQueries;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ServiceTest
class HealthIT {

    @Autowired
    MockMvcTester mvc;

    @Test
    @LatencyBudget(p95 = "50ms")
    @MaxQueries(0)
    void saysThatTheServiceIsUp() {
        assertThat(mvc.get().uri("/api/health")).hasStatusOk().bodyJson().isStrictlyEqualTo("{\"status\": \"UP\"}");
    }
}
