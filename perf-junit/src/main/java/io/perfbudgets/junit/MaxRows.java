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
 * How many rows one unit of a test may read, and how many it may insert, update or delete. The worst unit decides.
 *
 * <p>A row counts when the application's code comes to it in the result. A limit of -1 is none; at least one must be given.
 *
 * <p>On a class the annotation holds for each of its tests that has none of its own; it may be used as a meta-annotation.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.PACKAGE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(PerfExtension.class)
@API(status = API.Status.MAINTAINED, since = "0.1")
public @interface MaxRows {
    /** Most rows read, over all queries of the unit. */
    int value() default -1;

    /** Most rows inserted, updated or deleted. */
    int updated() default -1;

    /** What is looked at together. */
    Per per() default Per.AUTO;
}
