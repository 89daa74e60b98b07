package io.perfbudgets.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How long the body of a test may take.
 *
 * <p>The body is run again and again, after a warm-up, until each limit is decided with statistical confidence or the time
 * cap ({@code perf.latency.maxTime}, 10 seconds by default) is reached; so it must be repeatable in place. What
 * {@code @BeforeEach} does is not repeated and not timed. Too few or too noisy values are UNDECIDED, which warns.
 *
 * <p>Durations are written {@code 50ms}, {@code 1.5s}, {@code 2m}. An empty limit is none; at least one must be given. On a
 * class the annotation holds for each of its tests that has none of its own; it may be used as a meta-annotation.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.PACKAGE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(PerfExtension.class)
@API(status = API.Status.MAINTAINED, since = "0.1")
public @interface LatencyBudget {
    /** Longest median. */
    String p50() default "";

    /** Longest 90th percentile. */
    String p90() default "";

    /** Longest 95th percentile. */
    String p95() default "";

    /** Longest 99th percentile. */
    String p99() default "";

    /** Longest 99.9th percentile. */
    String p999() default "";

    /** Longest single run of the body. */
    String max() default "";

    /** Longest mean. */
    String mean() default "";

    /**
     * Of whose percentiles the limits written as factors ({@code p95 = "1.2x"}) are multiples: a method of the test class
     * without parameters, or {@value io.perfbudgets.budget.Budget#CANARY}, a fixed piece of computing of some 15
     * microseconds. It is run in turns with the body, so that the budget holds on slow and fast machines alike.
     */
    String reference() default "";
}
