package io.perfbudgets.junit.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.perfbudgets.junit.OneUnit;
import io.perfbudgets.sql.UnitStatements;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** However DataSource beans lead to each other, a statement counts once, and so does the connection that it runs on. */
class SpringDataSourcesTest {
    private static final AnnotationConfigApplicationContext CONTEXT =
            new AnnotationConfigApplicationContext(Application.class);

    @AfterAll
    static void close() {
        CONTEXT.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"games", "lazy", "transactionAware", "delegating", "routing", "lazyOverRouting"})
    void aStatementCountsOnceWhateverBeanItIsRunThrough(String bean) throws Throwable {
        JdbcTemplate template = new JdbcTemplate(source(bean));
        UnitStatements unit =
                OneUnit.of(() -> assertThat(read(template)).isEqualTo(42)).worstUnit();

        assertThat(unit.count()).isEqualTo(1);
        assertThat(unit.rows()).isEqualTo(1);
        assertThat(unit.connections().opened()).isEqualTo(1);
        assertThat(unit.connections().leaks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"games", "lazy", "delegating", "routing", "lazyOverRouting"})
    void aTransactionCountsOnceWhateverBeanItIsRunThrough(String bean) throws Throwable {
        DataSource source = source(bean);
        JdbcTemplate template = new JdbcTemplate(source);
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        UnitStatements unit = OneUnit.of(() -> transaction.executeWithoutResult(
                        status -> assertThat(read(template) + read(template)).isEqualTo(84)))
                .worstUnit();

        assertThat(unit.count()).isEqualTo(2);
        assertThat(unit.transactions().count()).isEqualTo(1);
        assertThat(unit.connections().opened()).isEqualTo(1);
        assertThat(unit.connections().most()).isEqualTo(1);
    }

    @Test
    void severalDataSourcesCountTogether() throws Throwable {
        JdbcTemplate games = new JdbcTemplate(source("games"));
        JdbcTemplate clips = new JdbcTemplate(source("clips"));
        UnitStatements unit = OneUnit.of(
                        () -> assertThat(read(games) + read(clips)).isEqualTo(84))
                .worstUnit();

        assertThat(unit.count()).isEqualTo(2);
        assertThat(unit.connections().opened()).isEqualTo(2);
        assertThat(unit.connections().most()).isEqualTo(1);
    }

    @Test
    void whatARoutingDataSourceAsksToFindItsWayCountsToo() throws Throwable {
        JdbcTemplate asking = new JdbcTemplate(source("asking"));
        UnitStatements unit =
                OneUnit.of(() -> assertThat(read(asking)).isEqualTo(42)).worstUnit();

        assertThat(unit.count()).isEqualTo(2);
    }

    @Test
    void aLazyConnectionStaysUnconnectedUntilItsFirstStatement() throws Throwable {
        HikariDataSource pool = CONTEXT.getBean("games", HikariDataSource.class);
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(source("lazy")));
        OneUnit.of(() -> transaction.executeWithoutResult(status ->
                assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero()));
    }

    private static DataSource source(String bean) {
        return CONTEXT.getBean(bean, DataSource.class);
    }

    private static int read(JdbcTemplate template) {
        Integer answer = template.queryForObject("select 42 from dual where 1 = ?", Integer.class, 1);
        return answer == null ? 0 : answer;
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {
        @Bean
        static DataSourceCapture capture() {
            return new DataSourceCapture();
        }

        @Bean
        HikariDataSource games() {
            return pool("games");
        }

        @Bean
        HikariDataSource clips() {
            return pool("clips");
        }

        private static HikariDataSource pool(String name) {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl("jdbc:h2:mem:spring-" + name + ";DB_CLOSE_DELAY=-1");
            pool.setMaximumPoolSize(2);
            return pool;
        }

        @Bean
        DataSource lazy(@Qualifier("games") DataSource games) {
            return new LazyConnectionDataSourceProxy(games);
        }

        @Bean
        DataSource transactionAware(@Qualifier("games") DataSource games) {
            return new TransactionAwareDataSourceProxy(games);
        }

        @Bean
        DataSource delegating(@Qualifier("games") DataSource games) {
            return new DelegatingDataSource(games);
        }

        @Bean
        DataSource routing(@Qualifier("games") DataSource games, @Qualifier("clips") DataSource clips) {
            return new Routing(games, clips);
        }

        @Bean
        DataSource lazyOverRouting(@Qualifier("routing") DataSource routing) {
            return new LazyConnectionDataSourceProxy(routing);
        }

        @Bean
        DataSource asking(@Qualifier("games") DataSource games, @Qualifier("clips") DataSource clips) {
            return new Routing(games, clips) {
                @Override
                protected Object determineCurrentLookupKey() {
                    return read(new JdbcTemplate(games)) == 42 ? "clips" : "games";
                }
            };
        }
    }

    static class Routing extends AbstractRoutingDataSource {
        Routing(DataSource games, DataSource clips) {
            setTargetDataSources(Map.of("games", games, "clips", clips));
        }

        @Override
        protected Object determineCurrentLookupKey() {
            return "clips";
        }
    }
}
