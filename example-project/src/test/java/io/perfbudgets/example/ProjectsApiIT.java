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
class ProjectsApiIT {

    @Autowired
    MockMvcTester mvc;

    @Test
    @LatencyBudget(p95 = "200ms")
    @MaxQueries(1)
    @NoNPlusOne
    void listsAllProjectsByNameWithTheirNumberOfClips() {
        assertThat(mvc.get().uri("/api/projects"))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.length()", count -> count.assertThat().isEqualTo(30))
                .hasPathSatisfying("$[0].name", name -> name.assertThat().isEqualTo("Ashford Town Referee review"))
                .hasPathSatisfying("$[0].clips", count -> count.assertThat().isEqualTo(45));
    }

    @Test
    @LatencyBudget(p95 = "100ms")
    @MaxQueries(1)
    void showsOneProject() {
        assertThat(mvc.get().uri("/api/projects/{id}", 1))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.name", name -> name.assertThat().isEqualTo("Harbour Rovers Highlights"));
    }

    @Test
    void saysThatAProjectIsMissing() {
        assertThat(mvc.get().uri("/api/projects/{id}", 4711)).hasStatus(HttpStatus.NOT_FOUND);
    }
}
