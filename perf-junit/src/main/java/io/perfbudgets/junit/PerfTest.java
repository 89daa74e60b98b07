package io.perfbudgets.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A test that is repeated with its whole life cycle, for bodies that cannot be repeated in place or that a first-level
 * cache would flatter: each iteration gets its own instance, parameters, {@code @BeforeEach} and {@code @AfterEach}, and
 * its own transaction that is rolled back. Only the body is timed and counted.
 *
 * <p>It stands in place of {@code @Test}. The test runs until each latency budget is decided, or the time or the number of
 * iterations is used up; without a latency budget it runs five times. Its budgets are judged once, over all iterations: the
 * last one carries the verdict, and fails if a budget is broken. An iteration that fails by itself ends the test.
 *
 * <p>The iterations run one after the other on one thread, whatever the configuration of parallel execution says. May be
 * used as a meta-annotation.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@Execution(ExecutionMode.SAME_THREAD)
@ExtendWith(PerfTestExtension.class)
@ExtendWith(PerfExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface PerfTest {
    /** Longest time for all iterations with their life cycles; if empty {@code perf.latency.maxTime}, 10 seconds by default. */
    String maxTime() default "";

    /** Most iterations, warm-up included; each is reported as an invocation of the test. */
    int maxIterations() default 1_000;
}
