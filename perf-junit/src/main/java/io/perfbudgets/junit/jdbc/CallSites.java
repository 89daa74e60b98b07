package io.perfbudgets.junit.jdbc;

import io.perfbudgets.sql.CallSite;
import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the line of the application on the calling thread's stack: the innermost frame that is neither the JDK's, a
 * framework's, a driver's nor generated. Costs about 1.5 µs.
 */
final class CallSites {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final int FRAMES_HASHED = 4;

    private static final List<String> OURS =
            List.of("com.p6spy.", "io.perfbudgets.junit.jdbc.", "io.perfbudgets.junit.unit.");

    private static final List<String> NOT_APPLICATION = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "jakarta.",
            "kotlin.",
            "kotlinx.",
            "groovy.",
            "scala.",
            "com.p6spy.",
            "io.perfbudgets.junit.jdbc.",
            "io.perfbudgets.junit.unit.",
            "io.perfbudgets.junit.extension.",
            "io.perfbudgets.junit.http.",
            "io.perfbudgets.junit.spring.",
            "io.perfbudgets.junit.Perf",
            "io.perfbudgets.sql.",
            "io.perfbudgets.measure.",
            "org.springframework.",
            "org.hibernate.",
            "org.jooq.",
            "org.apache.",
            "org.jdbi.",
            "org.mybatis.",
            "org.eclipse.",
            "org.flywaydb.",
            "liquibase.",
            "com.zaxxer.",
            "com.mchange.",
            "io.agroal.",
            "oracle.",
            "org.sqlite.",
            "org.h2.",
            "org.postgresql.",
            "org.mariadb.",
            "com.mysql.",
            "com.microsoft.",
            "org.hsqldb.",
            "org.junit.",
            "org.testng.",
            "org.aopalliance.",
            "net.bytebuddy.",
            "javassist.",
            "io.micrometer.",
            "io.undertow.",
            "io.netty.",
            "io.vertx.",
            "io.quarkus.",
            "io.micronaut.",
            "reactor.",
            "ch.qos.",
            "org.slf4j.",
            "com.fasterxml.",
            "tools.jackson.",
            "com.querydsl.",
            "org.assertj.",
            "org.mockito.",
            "io.restassured.");

    /** What opens connections to keep them: not the application, and none of its units. */
    private static final List<String> KEEPERS = List.of(
            "com.p6spy.",
            "io.perfbudgets.junit.jdbc.",
            "com.zaxxer.hikari.",
            "org.apache.commons.dbcp",
            "org.apache.tomcat.",
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
            Iterator<StackFrame> outwards =
                    frames.dropWhile(frame -> isOneOf(frame, OURS)).iterator();
            while (outwards.hasNext()) {
                StackFrame frame = outwards.next();
                if (isOneOf(frame, KEEPERS)) {
                    return Optional.empty();
                }
                if (isApplication(frame)) {
                    return Optional.of(site(frame, frame.getLineNumber()));
                }
            }
            return Optional.of(CallSite.UNKNOWN);
        });
    }

    static CallSite find() {
        return WALKER.walk(CallSites::find);
    }

    private static CallSite find(Stream<StackFrame> frames) {
        List<StackFrame> application =
                frames.filter(CallSites::isApplication).limit(FRAMES_HASHED).toList();
        if (application.isEmpty()) {
            return CallSite.UNKNOWN;
        }
        int path = 0;
        for (StackFrame frame : application) {
            path = 31 * path + frame.getClassName().hashCode() + 7 * frame.getLineNumber();
        }
        return site(application.get(0), path);
    }

    private static CallSite site(StackFrame innermost, int path) {
        String file = innermost.getFileName();
        return new CallSite(
                innermost.getClassName(),
                innermost.getMethodName(),
                file == null ? "" : file,
                Math.max(0, innermost.getLineNumber()),
                path);
    }

    /** Proxies and generated subclasses have {@code $$} in their name and no line worth showing. */
    private static boolean isApplication(StackFrame frame) {
        String name = frame.getClassName();
        return !isOneOf(frame, NOT_APPLICATION)
                && !name.contains("$$")
                && !name.contains("$Proxy")
                && frame.getLineNumber() > 0;
    }

    private static boolean isOneOf(StackFrame frame, List<String> prefixes) {
        String name = frame.getClassName();
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
