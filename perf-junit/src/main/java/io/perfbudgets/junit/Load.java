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
 * Runs the body of a test under load: many threads at the same time, each run of the body being one request.
 *
 * <p>Without a {@link #rate} the model is closed: {@link #concurrency} requests are under way at any time, each begins when
 * one before has ended. {@code @Load(requests = 100, concurrency = 10)} is what {@code ab -n 100 -c 10} does. With a rate it
 * is open: requests begin at fixed times whatever became of those before, and are timed from their intended start, so that
 * a stall counts for all that it holds up.
 *
 * <p>A request that throws is a failure and not a fast answer. Failures fail the test, unless {@link MaxErrorRate} or
 * {@code errorRate} in {@code budgets.yaml} says how many are allowed. Latency budgets, error rate and throughput are
 * judged over the whole load, counts by its worst request.
 *
 * <p>All threads call the body on the same instance with the same arguments: fields and parameters must be safe to be used
 * by them together. {@code @BeforeEach} and {@code @AfterEach} run once. On a class the annotation holds for each of its
 * tests that has none of its own; it may be used as a meta-annotation.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(PerfExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Load {
    /** How many requests one run of the load takes. Either this or {@link #duration} must be given. */
    int requests() default 0;

    /** How long one run of the load takes, {@code 10s}. */
    String duration() default "";

    /** Requests under way at the same time; 0 is 1 in a closed model, and at most 100 in an open one. */
    int concurrency() default 0;

    /** Requests a second of an open model; 0 for a closed one. */
    double rate() default 0;

    /** How long the load rises to its full size before it counts. */
    String rampUp() default "";

    /** How long the body is run before without counting; if empty until its time is steady, {@code 0s} for not at all. */
    String warmUp() default "";

    /** Whether the threads are virtual, which needs Java 21. */
    boolean virtualThreads() default false;
}
