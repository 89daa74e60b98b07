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
 * Keeps what a test runs in a file beside it, {@code GamesApiIT.queries.yaml}: the statements of the test and of each
 * request and operation that it causes, in order, without their values. From then on the test fails if it runs others, and
 * says which. The file is to be committed and reviewed.
 *
 * <p>The first run of the test's body is what counts. The system property {@code perf.recorded} ({@code once},
 * {@code verify}, {@code update}) takes precedence over {@link #mode()}.
 *
 * <p>On a class the annotation holds for each of its tests; it may be used as a meta-annotation. Not for {@code @Load} and
 * {@code @TestFactory}.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.PACKAGE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(PerfExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface RecordedQueries {
    /** Whether to record or to compare. */
    RecordMode mode() default RecordMode.DEFAULT;
}
