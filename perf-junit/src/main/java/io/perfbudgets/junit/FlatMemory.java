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
 * Requires that the live heap does not grow while the body of a test is repeated. Its trend over many looks decides; a cache
 * that fills up and stays is no leak.
 *
 * <p>On a class the annotation holds for each of its tests that has none of its own; it may be used as a meta-annotation.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.PACKAGE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(PerfExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface FlatMemory {
    /**
     * Over how many iterations; half as many again where these do not decide it. 0 for as many as {@link #duration()} allows;
     * with neither, 20,000 or what 10 seconds allow.
     */
    int iterations() default 0;

    /** For how long, such as {@code 30s}; empty for as long as {@link #iterations()} take. */
    String duration() default "";

    /** By how much each iteration may grow it, such as {@code 100B}; empty for flat. */
    String atMost() default "";
}
