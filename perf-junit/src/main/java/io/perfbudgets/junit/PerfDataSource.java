package io.perfbudgets.junit;

import io.perfbudgets.junit.jdbc.CapturedDataSource;
import javax.sql.DataSource;
import org.apiguardian.api.API;

/**
 * Captures the SQL of a DataSource. Under Spring Boot every DataSource bean is captured without it; elsewhere wrap the
 * DataSource that the application is given, or connect through {@code jdbc:p6spy:…}.
 */
@API(status = API.Status.MAINTAINED, since = "0.1")
public final class PerfDataSource {
    private PerfDataSource() {}

    /**
     * A DataSource that gives the connections of {@code dataSource} captured. Wrapping twice counts once. It is closed with
     * its delegate if that can be closed.
     */
    public static DataSource wrap(DataSource dataSource) {
        return dataSource instanceof CapturedDataSource ? dataSource : new CapturedDataSource(dataSource);
    }
}
