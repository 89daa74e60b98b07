package io.perfbudgets.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.junit.LatencyBudget;
import io.perfbudgets.junit.MaxQueries;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ServiceTest
class PresignedUrlIT {

    @Autowired
    MockMvcTester mvc;

    @Test
    @LatencyBudget(p95 = "100ms")
    @MaxQueries(1)
    void signsTheUrlOfAClipForAQuarterOfAnHour() {
        assertThat(mvc.get().uri("/api/clips/{id}/download-url", 7))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.url")
                .asString()
                .startsWith("https://clips.s3.eu-central-1.amazonaws.com/clips/7.mp4?X-Amz-Algorithm=AWS4-HMAC-SHA256&")
                .contains("&X-Amz-Expires=900&")
                .containsPattern("&X-Amz-Signature=[0-9a-f]{64}$");
    }

    @Test
    void signsNothingForAClipThatIsMissing() {
        assertThat(mvc.get().uri("/api/clips/{id}/download-url", 4711)).hasStatus(HttpStatus.NOT_FOUND);
    }
}
