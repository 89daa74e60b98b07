package io.perfbudgets.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.stereotype.Component;

/** Makes the directory of the database, which SQLite does not. Flyway is the first to open the database. */
@Component
class DataDirectory implements FlywayConfigurationCustomizer {

    private final Path directory;

    DataDirectory(@Value("${example.data-dir}") Path directory) {
        this.directory = directory;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the data directory " + directory, e);
        }
    }
}
