package io.perfbudgets.junit.jdbc;

import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Trail;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the line of the application on the calling thread's stack: the innermost frame that is neither the JDK's, a
 * framework's, a driver's nor generated. Walks on to where the unit began, which costs a few µs more the deeper that is.
 */
final class CallSites {
    private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
    private static final String AGENT = "java.lang.$PerfBudgets";

    private static final List<String> OURS = List.of(
            "com.p6spy.", "io.perfbudgets.junit.agent.", "io.perfbudgets.junit.jdbc.", "io.perfbudgets.junit.unit.");

    /** What opens connections to keep them: not the application, and none of its units. */
    private static final List<String> KEEPERS = List.of(
            "com.p6spy.",
            "io.perfbudgets.junit.jdbc.",
            "com.zaxxer.hikari.",
            "org.apache.commons.dbcp",
            "org.apache.tomcat.dbcp.",
            "org.apache.tomcat.jdbc.",
            "org.apache.ibatis.datasource.pooled.",
            "com.mchange.",
            "io.agroal.",
            "oracle.ucp.",
            "org.vibur.",
            "com.alibaba.druid.",
            "org.h2.jdbcx.",
            "org.mariadb.jdbc.pool.",
            "org.postgresql.ds.PGPooling",
            "org.postgresql.jdbc2.optional.Pooling",
            "org.hibernate.engine.jdbc.connections.internal.DriverManagerConnectionProviderImpl",
            "org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy",
            "org.springframework.jdbc.datasource.SingleConnectionDataSource",
            "org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy");

    private CallSites() {}

    /**
     * The line of the application that opens a connection; empty if a pool or another connection does, which keeps it for
     * longer than any unit. Nearer than the application then stands a pool, or our own code a second time.
     */
    static Optional<CallSite> opener() {
        return WALKER.walk(frames -> {
            Iterator<StackFrame> outwards = frames.dropWhile(
                            frame -> NotApplication.isOneOf(frame.getClassName(), OURS))
                    .iterator();
            String giver = "";
            while (outwards.hasNext()) {
                StackFrame frame = outwards.next();
                String name = frame.getClassName();
                if (name.equals(AGENT) && outwards.hasNext()) {
                    // What gave the connection calls us by the agent, and so has not returned.
                    giver = outwards.next().getClassName();
                    continue;
                }
                if (name.equals(giver)) {
                    continue;
                }
                boolean generated = name.contains("$$"); // a proxy of a bean has the name of its class, a pool's too
                if (!generated && NotApplication.isOneOf(name, KEEPERS)) {
                    return Optional.empty();
                }
                if (!NotApplication.is(frame)) {
                    return Optional.of(Trace.site(Place.of(frame), frame.getLineNumber(), Trail.UNKNOWN));
                }
            }
            return Optional.of(CallSite.UNKNOWN);
        });
    }

    static CallSite find() {
        return WALKER.walk(CallSites::find);
    }

    private static CallSite find(Stream<StackFrame> frames) {
        Trace trace = new Trace();
        Iterator<StackFrame> inwardsOut = frames.iterator();
        while (inwardsOut.hasNext() && trace.add(inwardsOut.next())) {
            // the trace says when it has seen enough
        }
        return trace.callSite();
    }
}
