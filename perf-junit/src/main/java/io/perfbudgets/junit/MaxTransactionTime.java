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
 * How long a transaction may take, from its first statement to its commit or rollback.
 *
 * <p>The longest transaction of each unit counts. One over the limit may be the machine's doing, so a test whose first
 * transaction takes too long has its body repeated, as for {@link LatencyBudget#max()}, and the budget is broken only if it
 * recurs throughout. A test without a transaction of its own is not measured.
 *
 * <p>On a class the annotation holds for each of its tests that has none of its own; it may be used as a meta-annotation.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.PACKAGE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(PerfExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface MaxTransactionTime {
    /** The longest that one may take, written {@code 50ms}, {@code 1.5s}, {@code 2m}. */
    String value();

    /** What is looked at together. */
    Per per() default Per.AUTO;
}
