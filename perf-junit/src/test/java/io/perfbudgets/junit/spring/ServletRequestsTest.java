package io.perfbudgets.junit.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.http.PerfServletFilter;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.measure.Measurement;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Requests under Spring MVC, without a server. */
class ServletRequestsTest {
    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new Games())
            .addFilters(new OrderedPerfFilter(new PerfServletFilter()))
            .build();

    @Test
    void areKnownByTheirRouteTemplate() throws Throwable {
        List<Measurement> measured = measure(() -> {
            mvc.perform(get("/games/chess")).andExpect(status().isOk());
            mvc.perform(get("/games/go")).andExpect(status().isOk());
        });
        assertThat(measured.get(1).subject()).isEqualTo(Subject.request("GET", "/games/{name}"));
        assertThat(measured.get(1).units()).isEqualTo(2);
    }

    @Test
    void lastUntilTheirAsynchronousPartIsOver() throws Throwable {
        List<Measurement> measured = measure(() -> {
            var started = mvc.perform(get("/later")).andReturn();
            var answer = mvc.perform(asyncDispatch(started)).andReturn().getResponse();
            assertThat(answer.getContentAsString()).isEqualTo("done");
        });
        assertThat(measured).hasSize(2);
        assertThat(measured.get(1).subject()).isEqualTo(Subject.request("GET", "/later"));
        assertThat(measured.get(1).units()).isEqualTo(1);
        assertThat(measured.get(1).unattributed()).isEmpty();
    }

    @Test
    void thatAreAnsweredWithAServerErrorAreNoFastAnswers() throws Throwable {
        List<Measurement> measured =
                measure(() -> mvc.perform(get("/broken")).andExpect(status().isServiceUnavailable()));
        assertThat(measured.get(1).failed()).isEqualTo(1);
        assertThat(measured.get(1).latencies().count()).isZero();
    }

    private static List<Measurement> measure(Units.Body body) throws Throwable {
        RunningTest test = RunningTests.begin(Subject.test("Sample", "test"));
        try {
            Units.iterate(test, body);
        } finally {
            RunningTests.end(test);
        }
        return test.measurements(true);
    }

    @RestController
    static class Games {
        @GetMapping("/games/{name}")
        String show(@PathVariable String name) {
            return name;
        }

        @GetMapping("/later")
        Callable<String> later() {
            return () -> "done";
        }

        @GetMapping("/broken")
        ResponseEntity<String> broken() {
            return ResponseEntity.status(503).build();
        }
    }
}
