package io.perfbudgets.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Accepts queries that repeat, within {@link NoNPlusOne#allow}, {@link NoDuplicateQueries#allow} or
 * {@link NoRepeatedQueries#allow}: they are listed and not counted. At least one of the three patterns must be given, in
 * which {@code *} stands for any characters; of several all must match.
 */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@API(status = API.Status.MAINTAINED, since = "0.1")
public @interface AllowQuery {
    /** The table that the query is about first of all, with or without its schema; case does not count. */
    String table() default "";

    /** The query as messages print it, without values; case does not count. */
    String statement() default "";

    /** The method that runs it, {@code GameService.list} or {@code GameService.*}, with or without the package. */
    String at() default "";

    /** Why: {@code "three at most"}. */
    String reason();
}
