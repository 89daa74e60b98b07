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
 * Forbids queries that could be run once: a SELECT that the unit runs three times or more from one line of the
 * application, with no values or the same ones each time, and with nothing written in between. What the test itself
 * repeats in a loop is not the application's.
 *
 * <p>{@link NoDuplicateQueries} is stricter: it forbids the second time already, from whatever line.
 *
 * <p>On a class the annotation holds for each of its tests that has none of its own; it may be used as a meta-annotation.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.PACKAGE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(PerfExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface NoRepeatedQueries {
    /** Queries that are accepted: listed, not counted. */
    AllowQuery[] allow() default {};

    /** What is looked at together. */
    Per per() default Per.AUTO;
}
