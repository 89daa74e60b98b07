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
 * Forbids running a SELECT again: one of the same fingerprint with the same values that the unit has run before, from whatever
 * line, with nothing written in between that could have changed the answer.
 *
 * <p>On a class the annotation holds for each of its tests that has none of its own; it may be used as a meta-annotation.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.PACKAGE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(PerfExtension.class)
@API(status = API.Status.MAINTAINED, since = "0.1")
public @interface NoDuplicateQueries {
    /** Queries that are accepted: listed, not counted. */
    AllowQuery[] allow() default {};

    /** What is looked at together. */
    Per per() default Per.AUTO;
}
