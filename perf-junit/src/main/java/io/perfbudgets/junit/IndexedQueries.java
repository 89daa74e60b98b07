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
 * Forbids statements that read a whole table. After the test each distinct SELECT, UPDATE and DELETE that it ran is
 * explained by the database (SQLite, PostgreSQL, MariaDB, MySQL or H2) with the values that it was run with; it is not run
 * again. A plan that reads all of a table is a full scan: for want of an index, which the message writes down, or because
 * the statement asks for all rows. UPDATE and DELETE without a condition mean all rows and are none.
 *
 * <p>On a class the annotation holds for each of its tests that has none of its own; it may be used as a meta-annotation.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.PACKAGE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(PerfExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface IndexedQueries {
    /** Full scans that are accepted: listed, not counted. */
    AllowFullScan[] allow() default {};

    /** What is looked at together. */
    Per per() default Per.AUTO;
}
