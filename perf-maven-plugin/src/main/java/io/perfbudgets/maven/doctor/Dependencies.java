package io.perfbudgets.maven.doctor;

import static io.perfbudgets.maven.doctor.Observation.fine;
import static io.perfbudgets.maven.doctor.Observation.note;
import static io.perfbudgets.maven.doctor.Observation.wrong;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.apache.maven.project.MavenProject;

/** What is on the test class path, as far as it decides what can be measured. */
final class Dependencies {
    private static final ComparableVersion OLDEST_JUPITER = new ComparableVersion("5.10");
    private static final List<String> DRIVERS = List.of(
            "com.h2database:h2",
            "org.postgresql:postgresql",
            "org.xerial:sqlite-jdbc",
            "org.mariadb.jdbc:mariadb-java-client",
            "com.mysql:mysql-connector-j",
            "com.oracle.database.jdbc:ojdbc11",
            "com.microsoft.sqlserver:mssql-jdbc",
            "org.hsqldb:hsqldb",
            "org.apache.derby:derby");

    private final Map<String, String> versions;
    private final String pluginVersion;
    private final boolean agent;

    /**
     * @param project with its test class path resolved
     * @param pluginVersion of this plugin
     * @param agent whether the test JVMs get the agent
     */
    Dependencies(MavenProject project, String pluginVersion, boolean agent) {
        this.versions = project.getArtifacts().stream()
                .collect(Collectors.toMap(
                        artifact -> artifact.getGroupId() + ":" + artifact.getArtifactId(),
                        Artifact::getVersion,
                        (one, other) -> one));
        this.pluginVersion = pluginVersion;
        this.agent = agent;
    }

    List<Observation> observations() {
        List<Observation> all = new ArrayList<>();
        all.add(extension());
        all.add(jupiter());
        all.add(databases());
        all.add(servers());
        return all;
    }

    private Observation extension() {
        return version("io.perfbudgets:perf-junit")
                .map(version -> version.equals(pluginVersion)
                        ? fine("perf-junit " + version + " is on the test class path")
                        : wrong("perf-junit is " + version + ", this plugin " + pluginVersion
                                + ": what the older of them does not know is not measured. Give both one version"))
                .orElseGet(() -> wrong("io.perfbudgets:perf-junit is not on the test class path: nothing is measured."
                        + " Add it as a dependency with scope test"));
    }

    private Observation jupiter() {
        Optional<String> version = version("org.junit.jupiter:junit-jupiter-api");
        if (version.isEmpty()) {
            return wrong(
                    "JUnit Jupiter is not on the test class path. Tests of JUnit 4 and TestNG are measured only where they"
                            + " call Perf.queries");
        }
        return new ComparableVersion(version.get()).compareTo(OLDEST_JUPITER) < 0
                ? wrong("JUnit Jupiter is " + version.get() + "; " + OLDEST_JUPITER + " is the oldest that works")
                : fine("JUnit Jupiter " + version.get());
    }

    /** Whether a JDBC driver is there that is known here. */
    boolean haveDatabase() {
        return DRIVERS.stream().anyMatch(versions::containsKey);
    }

    private Observation databases() {
        List<String> found = DRIVERS.stream().filter(versions::containsKey).toList();
        if (found.isEmpty()) {
            return note(
                    "No JDBC driver that is known here is on the test class path. Others are captured too, but their plans are"
                            + " not read");
        }
        String names = found.stream().map(name -> name.split(":", 2)[1]).collect(Collectors.joining(", "));
        if (agent) {
            return fine(names + ": every connection is captured, by the agent");
        }
        return has("org.springframework.boot:spring-boot-autoconfigure")
                ? note(
                        names
                                + ": DataSource beans are captured; others only through PerfDataSource.wrap, as there is no agent")
                : note(names
                        + ": connections are captured only through PerfDataSource.wrap or jdbc:p6spy:, as there is no"
                        + " agent");
    }

    private Observation servers() {
        if (has("org.springframework.boot:spring-boot-autoconfigure") && has("org.springframework:spring-webmvc")) {
            return fine("Spring MVC under Spring Boot: each request is a unit with its route, nothing to wire");
        }
        if (has("org.springframework:spring-webflux")) {
            return wrong("Requests of Spring WebFlux are not seen one by one. Budgets hold for the test as a whole");
        }
        if (has("jakarta.servlet:jakarta.servlet-api") || has("org.apache.tomcat.embed:tomcat-embed-core")) {
            return note(
                    "Servlets: requests are units where the container has a PerfServletFilter before all other filters");
        }
        return note(
                "No server that is known here is on the test class path. Requests to com.sun.net.httpserver are units where"
                        + " its contexts have a PerfHttpServerFilter; else budgets hold for the test as a whole");
    }

    private boolean has(String name) {
        return versions.containsKey(name);
    }

    private Optional<String> version(String name) {
        return Optional.ofNullable(versions.get(name));
    }
}
