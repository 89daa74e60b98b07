package io.perfbudgets.junit.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.perfbudgets.junit.LatencyBudget;
import io.perfbudgets.junit.Load;
import io.perfbudgets.junit.PerfTest;
import io.perfbudgets.junit.http.PerfServletFilter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.TestSecurityContextHolder;
import org.springframework.test.annotation.Rollback;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Loads and repeated tests under Spring's test framework. */
class SpringLoadTest {

    @Test
    void aTestThatIsRepeatedWithItsLifeCycleGetsATransactionEachTime() {
        Inserting.iterations.set(0);
        run(Inserting.class).testEvents().assertStatistics(stats -> stats.failed(0));
        assertThat(Inserting.iterations.get()).isGreaterThan(10);
    }

    @Test
    void aLoadWithinATransactionOfTheTestIsRefusedWithTheReason() {
        assertThat(failure(run(InTransaction.class)))
                .contains("@Load on " + InTransaction.class.getName() + ".reads runs within a transaction")
                .contains("take @Transactional off the test");
    }

    @Test
    void loadThreadsAreLoggedInAsTheTestIsAndMayUseMockMvc() {
        Secured.users.clear();
        run(Secured.class).testEvents().assertStatistics(stats -> stats.succeeded(1)
                .failed(0));
        assertThat(Secured.users).containsExactly("ann");
    }

    @Test
    void anErrorAnswerThatTheBodyDoesNotMindIsAFailure() {
        assertThat(failure(run(Unminding.class)))
                .contains("20 of 20 requests failed under load (closed model, 2 at a time)")
                .contains("20 x  GET /broken was answered with a server error");
    }

    private static EngineExecutionResults run(Class<?> type) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(type))
                .execute();
    }

    private static String failure(EngineExecutionResults results) {
        return results.testEvents()
                .failed()
                .list()
                .get(0)
                .getPayload()
                .orElseThrow()
                .toString();
    }

    @SpringJUnitConfig(Database.class)
    @Transactional
    static class Inserting {
        static final AtomicInteger iterations = new AtomicInteger();

        @Autowired
        private JdbcTemplate jdbc;

        @BeforeEach
        void prepare() {
            jdbc.update("insert into games values (1)");
        }

        @PerfTest
        @Rollback
        @LatencyBudget(p50 = "10s")
        void findsOnlyItsOwnRow() {
            iterations.incrementAndGet();
            jdbc.update("insert into games values (2)");
            assertThat(jdbc.queryForObject("select count(*) from games", Integer.class))
                    .isEqualTo(2);
        }
    }

    @SpringJUnitConfig(Database.class)
    @Transactional
    static class InTransaction {
        @Autowired
        private JdbcTemplate jdbc;

        @Test
        @Load(requests = 10)
        void reads() {
            jdbc.queryForObject("select count(*) from games", Integer.class);
        }
    }

    @Configuration
    static class Database {
        @Bean
        DataSource dataSource() {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL("jdbc:h2:mem:springload;DB_CLOSE_DELAY=-1");
            new JdbcTemplate(source).execute("create table if not exists games (id int)");
            return source;
        }

        @Bean
        JdbcTemplate jdbc(DataSource dataSource) {
            return new JdbcTemplate(dataSource);
        }

        @Bean
        PlatformTransactionManager transactions(DataSource dataSource) {
            return new DataSourceTransactionManager(dataSource);
        }
    }

    static class Secured {
        static final Set<String> users = ConcurrentHashMap.newKeySet();

        private final MockMvc mvc =
                MockMvcBuilders.standaloneSetup(new WhoAmI()).build();

        @BeforeEach
        void logIn() {
            TestSecurityContextHolder.setAuthentication(new TestingAuthenticationToken("ann", ""));
        }

        @Test
        @Load(requests = 20, concurrency = 2, warmUp = "0s")
        void asks() throws Exception {
            users.add(mvc.perform(get("/me")).andReturn().getResponse().getContentAsString());
        }
    }

    static class Unminding {
        private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new WhoAmI())
                .addFilters(new OrderedPerfFilter(new PerfServletFilter()))
                .build();

        @Test
        @Load(requests = 20, concurrency = 2, warmUp = "0s")
        void asks() throws Exception {
            mvc.perform(get("/broken")).andReturn();
        }
    }

    @RestController
    static class WhoAmI {
        @GetMapping("/me")
        String me() {
            return SecurityContextHolder.getContext().getAuthentication().getName();
        }

        @GetMapping("/broken")
        ResponseEntity<String> broken() {
            return ResponseEntity.status(500).build();
        }
    }
}
