package io.perfbudgets.junit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class CountedResponseTest {
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @FunctionalInterface
    private interface Answer {
        void to(HttpServletResponse response) throws IOException;
    }

    @Test
    void countsWhatIsWrittenToTheStream() throws Throwable {
        long counted = count(answer -> {
            answer.getOutputStream().write(7);
            answer.getOutputStream().write(new byte[10], 2, 5);
            answer.getOutputStream().print("abc");
        });
        assertThat(counted).isEqualTo(9).isEqualTo(response.getContentAsByteArray().length);
    }

    @Test
    void countsTheBytesOfWhatIsWrittenAsText() throws Throwable {
        long counted = count(answer -> {
            answer.setCharacterEncoding("UTF-8");
            answer.getWriter().write('ß');
            answer.getWriter().println("größer 😀 €");
            answer.getWriter().printf("%d of %s", 3, "ü");
            answer.getWriter().append("x").write(new char[] {'a', 'b', 'ö'}, 1, 2);
            assertThat(answer.getWriter().checkError()).isFalse();
        });
        assertThat(counted).isEqualTo(response.getContentAsByteArray().length);
        assertThat(response.getContentAsString(UTF_8)).contains("größer 😀 €");
    }

    @Test
    void forgetsWhatIsThrownAwayBeforeItIsSent() throws Throwable {
        long counted = count(answer -> {
            answer.getWriter().write("a page that failed in the middle");
            answer.reset();
            answer.setStatus(400);
            answer.getWriter().write("sorry");
        });
        assertThat(counted).isEqualTo(5);
        assertThat(response.getContentAsString()).isEqualTo("sorry");
    }

    private long count(Answer answer) throws Throwable {
        RunningTest test = RunningTests.begin(Subject.test("CountedResponseTest", "sample"));
        test.askForResponseSize();
        try {
            Units.iterate(test, () -> new PerfServletFilter()
                    .doFilter(new MockHttpServletRequest("GET", "/page"), response, new MockFilterChain() {
                        @Override
                        public void doFilter(
                                jakarta.servlet.ServletRequest request, jakarta.servlet.ServletResponse wrapped)
                                throws IOException {
                            answer.to((HttpServletResponse) wrapped);
                        }
                    }));
        } finally {
            RunningTests.end(test);
        }
        return test.measurements(false).get(1).worst(Metric.RESPONSE_SIZE);
    }
}
