package io.perfbudgets.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/** Accepts full scans of one table, within {@link IndexedQueries#allow}. */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface AllowFullScan {
    /** The table's name, with or without its schema; {@code *} stands for any characters, case for nothing. */
    String table();

    /** Why: {@code "40 rows for ever"}. */
    String reason();

    /** Whether only statements that ask for the whole table are accepted, and none that look for rows in it. */
    boolean onlyWhole() default false;
}
