package io.perfbudgets.example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Only writes run in transactions, which take SQLite's one write lock when they begin. A read is a single statement and
 * so its own transaction, beside the writer.
 */
@SpringBootApplication
@EnableJpaRepositories(enableDefaultTransactions = false)
@EnableScheduling
@ConfigurationPropertiesScan
public class ExampleApplication {

    public static void main(String[] args) {
        SpringApplication.run(ExampleApplication.class, args);
    }
}
