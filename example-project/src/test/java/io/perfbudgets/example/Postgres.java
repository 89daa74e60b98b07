package io.perfbudgets.example;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.StringUtils;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * With the profile "postgres": one server in a container for the whole run, and in it a new database for each application
 * context. Without a Docker engine the tests are skipped; the budgets of budgets.yaml then fail the build, as unmeasured.
 */
class Postgres implements ExecutionCondition, ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger log = LoggerFactory.getLogger(Postgres.class);

    private static final boolean WANTED = StringUtils.commaDelimitedListToSet(
                    System.getProperty("spring.profiles.active"))
            .contains("postgres");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
        if (!WANTED || DockerClientFactory.instance().isDockerAvailable()) {
            return ConditionEvaluationResult.enabled("The database is there.");
        }
        String reason = "Not covered: %s on PostgreSQL, as no Docker engine answers.".formatted(test.getDisplayName());
        log.warn(reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (WANTED) {
            TestPropertyValues.of(
                            "spring.datasource.url=" + Server.newDatabase(),
                            "spring.datasource.username=" + Server.CONTAINER.getUsername(),
                            "spring.datasource.password=" + Server.CONTAINER.getPassword())
                    .applyTo(context);
        }
    }

    /** Started when first asked for. Testcontainers stops it when the JVM ends. */
    private static class Server {

        static final PostgreSQLContainer CONTAINER = new PostgreSQLContainer(
                DockerImageName.parse(System.getProperty("postgres.image", "postgres:17-alpine"))
                        .asCompatibleSubstituteFor("postgres"));

        private static final AtomicInteger DATABASES = new AtomicInteger();

        static {
            CONTAINER.start();
        }

        static String newDatabase() {
            String name = "clips_" + DATABASES.incrementAndGet();
            try (Connection connection = CONTAINER.createConnection("");
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot make the database " + name, e);
            }
            return CONTAINER.withDatabaseName(name).getJdbcUrl();
        }
    }
}
