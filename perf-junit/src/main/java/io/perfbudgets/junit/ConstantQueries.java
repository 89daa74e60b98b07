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
 * The number of SQL statements must not depend on how much data there is: proved by growing the data.
 *
 * <p>The body runs once as it stands, which warms the route. Then {@link #grow()} adds data and the body runs again, once
 * for each of the steps {@link #by()}, and what it ran is compared by exact counts. A statement of which more is run with
 * more data breaks the budget. All that runs within one call of the test method: {@code @BeforeEach} and
 * {@code @AfterEach} run once around it, and a test-managed transaction of Spring's spans it and rolls the added data back;
 * its persistence context is flushed and cleared before each run, as the entities just saved would flatter the body.
 *
 * <p>Where the body causes exactly one request that this JVM handles, the request's statements are compared; else all that
 * the body runs. If nothing shows that the data grew, the verdict is UNMEASURED. Not for {@code @PerfTest} and
 * {@code @TestFactory}.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(PerfExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface ConstantQueries {
    /**
     * The name of a method of the test's class, or of one that encloses it, that takes an {@code int} and adds so many:
     * {@code void addGames(int more)}. It may return how many there are then, as {@code int} or {@code long}; that makes the
     * report's line exact and proves that the data grew.
     */
    String grow();

    /** How many are added before each run; two steps or more, each larger than the one before. */
    int[] by() default {5, 10, 25};

    /** What grows, for the report; by default told from the method's name, {@code games} from {@code addGames}. */
    String of() default "";
}
