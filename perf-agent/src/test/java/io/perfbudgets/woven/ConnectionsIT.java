package io.perfbudgets.woven;

import static org.assertj.core.api.Assertions.assertThat;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.xa.PGXADataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/** Nothing is wired here, and each statement is counted exactly once. */
class ConnectionsIT {
    private static final String URL = "jdbc:h2:mem:agent;DB_CLOSE_DELAY=-1";
    private static final String SQL = "select table_name from information_schema.tables where table_type = ?";

    @Test
    void driverManager() throws Exception {
        assertCountedOnce(() -> query(DriverManager.getConnection(URL)));
    }

    @Test
    void dataSourceOfTheDriver() throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(URL);
        assertCountedOnce(() -> query(source.getConnection()));
        assertCountedOnce(() -> query(source.getConnection("", "")));
    }

    @Test
    void poolOfTheDriver() throws Exception {
        assertCountedOnce(() -> query(JdbcConnectionPool.create(URL, "", "").getConnection()));
    }

    @Test
    void hikariWithAUrl() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(URL);
        assertHikariCounts(config);
    }

    @Test
    void hikariWithADriver() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDriverClassName("org.h2.Driver");
        config.setJdbcUrl(URL);
        assertHikariCounts(config);
    }

    @Test
    void hikariWithADataSource() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSourceClassName("org.h2.jdbcx.JdbcDataSource");
        config.addDataSourceProperty("URL", URL);
        assertHikariCounts(config);
    }

    private static void assertHikariCounts(HikariConfig config) throws Exception {
        config.setConnectionTestQuery("select 1 from information_schema.tables where 1 = 0");
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertCountedOnce(() -> query(pool.getConnection()));
            assertCountedOnce(() -> query(pool.getConnection()));
        }
    }

    @Test
    void dbcp() throws Exception {
        try (BasicDataSource pool = new BasicDataSource()) {
            pool.setUrl(URL);
            assertCountedOnce(() -> query(pool.getConnection()));
        }
    }

    @Test
    void c3p0() throws Exception {
        try (ComboPooledDataSource pool = new ComboPooledDataSource()) {
            pool.setJdbcUrl(URL);
            assertCountedOnce(() -> query(pool.getConnection()));
        }
    }

    @Test
    void tomcat() throws Exception {
        org.apache.tomcat.jdbc.pool.DataSource pool = new org.apache.tomcat.jdbc.pool.DataSource();
        pool.setDriverClassName("org.h2.Driver");
        pool.setUrl(URL);
        try {
            assertCountedOnce(() -> query(pool.getConnection()));
        } finally {
            pool.close();
        }
    }

    @Test
    void agroal() throws Exception {
        var configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(of -> of.maxSize(2).connectionFactoryConfiguration(to -> to.jdbcUrl(URL)));
        try (AgroalDataSource pool = AgroalDataSource.from(configuration)) {
            assertCountedOnce(() -> query(pool.getConnection()));
        }
    }

    @Test
    void hibernateWithItsOwnPool() throws Exception {
        try (SessionFactory hibernate = new org.hibernate.cfg.Configuration()
                .setProperty("hibernate.connection.url", URL)
                .buildSessionFactory()) {
            assertCountedOnce(() -> hibernate.inSession(session -> session.createNativeQuery(SQL, String.class)
                    .setParameter(1, "BASE TABLE")
                    .list()));
        }
    }

    @Test
    void jooq() throws Exception {
        assertCountedOnce(() -> {
            try (var jooq = DSL.using(URL)) {
                jooq.fetch(SQL, "BASE TABLE");
            }
        });
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(URL);
        assertCountedOnce(() -> DSL.using(source, SQLDialect.H2).fetch(SQL, "BASE TABLE"));
    }

    interface Tables {
        @org.apache.ibatis.annotations.Select(
                "select table_name from information_schema.tables where table_type = #{type}")
        java.util.List<String> ofType(String type);
    }

    @Test
    void myBatis() throws Exception {
        for (DataSource source : java.util.List.of(
                new org.apache.ibatis.datasource.unpooled.UnpooledDataSource("org.h2.Driver", URL, "", ""),
                new org.apache.ibatis.datasource.pooled.PooledDataSource("org.h2.Driver", URL, "", ""))) {
            Configuration configuration =
                    new Configuration(new Environment("test", new JdbcTransactionFactory(), source));
            configuration.addMapper(Tables.class);
            try (SqlSession session =
                    new SqlSessionFactoryBuilder().build(configuration).openSession()) {
                assertCountedOnce(() -> session.getMapper(Tables.class).ofType("BASE TABLE"));
            }
        }
    }

    @Test
    void jdbcTemplate() throws Exception {
        JdbcTemplate template = new JdbcTemplate(new DriverManagerDataSource(URL));
        assertCountedOnce(() -> template.queryForList(SQL, String.class, "BASE TABLE"));
    }

    @Test
    void lazyProxyOfAPool() throws Exception {
        try (BasicDataSource pool = new BasicDataSource()) {
            pool.setUrl(URL);
            DataSource lazy = new LazyConnectionDataSourceProxy(pool);
            assertCountedOnce(() -> query(lazy.getConnection()));
        }
    }

    @Test
    void jdbi() throws Exception {
        assertCountedOnce(() -> Jdbi.create(URL)
                .useHandle(handle ->
                        handle.select(SQL, "BASE TABLE").mapTo(String.class).list()));
    }

    @Test
    void aDriverGetsItsOwnConnectionAsItIs() throws Exception {
        String url = System.getenv("PERF_TEST_POSTGRES_URL");
        org.junit.jupiter.api.Assumptions.assumeTrue(
                url != null, "Not covered: XA connections of PostgreSQL. Set PERF_TEST_POSTGRES_URL.");
        String user = java.util.Objects.requireNonNullElse(System.getenv("PERF_TEST_POSTGRES_USER"), "perf");
        String password = java.util.Objects.requireNonNullElse(System.getenv("PERF_TEST_POSTGRES_PASSWORD"), "perf");
        PGSimpleDataSource simple = new PGSimpleDataSource();
        simple.setUrl(url);
        assertCountedOnce(() -> query(simple.getConnection(user, password)));
        PGXADataSource distributed = new PGXADataSource();
        distributed.setUrl(url);
        assertCountedOnce(() -> {
            var xa = distributed.getXAConnection(user, password);
            try {
                query(xa.getConnection());
            } finally {
                xa.close();
            }
        });
    }

    private static void query(Connection opened) throws SQLException {
        try (Connection connection = opened;
                PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setString(1, "BASE TABLE");
            statement.executeQuery().next();
        }
    }

    private static void assertCountedOnce(io.perfbudgets.junit.unit.Units.Body body) throws Exception {
        Measured measured = Measured.of(body);
        assertThat(measured.queries()).isEqualTo(1);
        assertThat(measured.unattributed()).isEmpty();
    }
}
