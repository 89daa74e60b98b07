package io.perfbudgets.junit.jdbc;

import java.lang.StackWalker.StackFrame;
import java.util.List;

/** What on a stack is not the application's: the JDK, frameworks, drivers, generated classes and ourselves. */
public final class NotApplication {
    private static final List<String> PREFIXES = List.of(
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
            "io.perfbudgets.junit.agent.",
            "io.perfbudgets.junit.bytecode.",
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

    private NotApplication() {}

    /** Proxies and generated subclasses have {@code $$} in their name and no line worth showing. */
    static boolean is(StackFrame frame) {
        return Role.of(frame.getDeclaringClass()) != Role.APPLICATION
                || !Place.of(frame).isWritten();
    }

    /** Whether a class is not the application's. */
    public static boolean is(String className) {
        return isOneOf(className, PREFIXES) || className.contains("$$") || className.contains("$Proxy");
    }

    static boolean isOneOf(String className, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
