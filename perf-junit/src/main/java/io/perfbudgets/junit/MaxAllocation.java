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
 * The most bytes that all threads together may allocate for one unit of a test once the JVM is warm.
 *
 * <p>The body is repeated as for {@link LatencyBudget}. The median of the units after the warm-up decides: what a cold JVM
 * adds, by loading classes and by running code that is not compiled yet, breaks no budget.
 *
 * <p>On a class the annotation holds for each of its tests that has none of its own; it may be used as a meta-annotation.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.PACKAGE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(PerfExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface MaxAllocation {
    /** The limit: {@code 10MB} (10<sup>6</sup> bytes), {@code 10MiB} (2<sup>20</sup>), {@code 0B}. */
    String value();

    /** What is looked at together. */
    Per per() default Per.AUTO;
}
