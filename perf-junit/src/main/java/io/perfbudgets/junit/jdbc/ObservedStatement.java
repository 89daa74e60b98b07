package io.perfbudgets.junit.jdbc;

import io.perfbudgets.sql.Fingerprint;
import java.sql.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution, as {@link Capture#observe} tells it.
 *
 * @param source what gave the connection: a DataSource, or for a URL its driver
 * @param connection the application's connection as the source gave it, not captured; to be asked, not to be changed
 * @param sql the text as the application wrote it
 * @param fingerprint the same without its values
 * @param values the values bound by position, the first parameter's first; of a JDBC batch those of its last row. Empty for
 *     a text without parameters, and where they were bound before anybody observed.
 */
public record ObservedStatement(
        @Nullable Object source,
        Connection connection,
        String sql,
        Fingerprint fingerprint,
        List<@Nullable Object> values) {}
