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
 * How many SQL statements one unit of a test may run.
 *
 * <p>A test that causes requests which are handled in this JVM is held to it for each request, any other test for each
 * iteration of its body; {@link #per()} forces one. The worst unit decides. A JDBC batch is one statement; what pools and
 * drivers run of their own (validation, {@code SET}, commit) is none.
 *
 * <p>A limit of -1 is none; at least one must be given. On a class the annotation holds for each of its tests that has
 * none of its own; it may be used as a meta-annotation.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.PACKAGE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(PerfExtension.class)
@API(status = API.Status.MAINTAINED, since = "0.1")
public @interface MaxQueries {
    /** Most statements of any kind. */
    int value() default -1;

    /** The only right number of statements of any kind, instead of {@link #value()}: fewer break the budget as more do. */
    int exactly() default -1;

    /** Most SELECT statements. */
    int select() default -1;

    /** Most INSERT statements. */
    int insert() default -1;

    /** Most UPDATE statements. */
    int update() default -1;

    /** Most DELETE statements. */
    int delete() default -1;

    /** What is counted together. */
    Per per() default Per.AUTO;
}
