package io.perfbudgets.benchmarks.capture;

import com.p6spy.engine.common.ConnectionInformation;
import com.p6spy.engine.event.JdbcEventListener;
import com.p6spy.engine.wrapper.ConnectionWrapper;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.PerfDataSource;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.quickperf.sql.SqlRecorderRegistry;
import org.quickperf.sql.config.QuickPerfSqlDataSourceBuilder;

/** A way to capture what a connection runs. */
enum Way {
    /** perf-junit within a unit: fingerprint, values, call sites, rows and times are all recorded. */
    PERF_JUNIT("perf-junit, in a unit") {
        @Override
        Connection capture(DataSource source) throws SQLException {
            return PerfDataSource.wrap(source).getConnection();
        }

        @Override
        void around(Units.Body slice) throws Throwable {
            Units.iterate(Repeated.TEST, slice);
        }
    },

    /** perf-junit while no test runs: captured and given to nobody. */
    PERF_JUNIT_NO_UNIT("perf-junit, no unit") {
        @Override
        Connection capture(DataSource source) throws SQLException {
            return PerfDataSource.wrap(source).getConnection();
        }
    },

    /** p6spy alone, with a listener that does nothing: the floor of everything built on it. */
    P6SPY("p6spy, empty listener") {
        @Override
        Connection capture(DataSource source) throws SQLException {
            Connection connection = source.getConnection();
            return ConnectionWrapper.wrap(
                    connection,
                    new JdbcEventListener() {},
                    ConnectionInformation.fromDataSource(source, connection, 0));
        }
    },

    /** datasource-proxy with its own counting by kind of statement. */
    DATASOURCE_PROXY_COUNT("datasource-proxy, countQuery") {
        @Override
        Connection capture(DataSource source) throws SQLException {
            return ProxyDataSourceBuilder.create(source).countQuery().build().getConnection();
        }
    },

    /** datasource-proxy with a listener that counts executions. */
    DATASOURCE_PROXY_LISTENER("datasource-proxy, afterQuery") {
        @Override
        Connection capture(DataSource source) throws SQLException {
            LongAdder executions = new LongAdder();
            return ProxyDataSourceBuilder.create(source)
                    .afterQuery((execution, queries) -> executions.increment())
                    .build()
                    .getConnection();
        }
    },

    /** QuickPerf while a test with one of its annotations runs: each execution is kept. */
    QUICKPERF("QuickPerf, recording") {
        @Override
        Connection capture(DataSource source) throws SQLException {
            return QuickPerfSqlDataSourceBuilder.aDataSourceBuilder()
                    .buildProxy(source)
                    .getConnection();
        }

        @Override
        void around(Units.Body slice) throws Throwable {
            QuickPerfRecorder recorder = new QuickPerfRecorder();
            SqlRecorderRegistry.INSTANCE.register(recorder);
            try {
                slice.run();
            } finally {
                SqlRecorderRegistry.unregister(recorder);
            }
        }
    };

    /** The test whose iterations the slices are; it begins where it is needed. */
    private static final class Repeated {
        static final RunningTest TEST = RunningTests.begin(Subject.test(Way.class.getName(), "captureCost"));
    }

    private final String title;

    Way(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    abstract Connection capture(DataSource source) throws SQLException;

    /** Runs one slice of work with whatever has to be open around it. */
    void around(Units.Body slice) throws Throwable {
        slice.run();
    }
}
