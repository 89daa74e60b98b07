package io.perfbudgets.junit.spring;

import io.micrometer.observation.ObservationRegistry;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.junit.extension.Session;
import io.perfbudgets.junit.http.PerfServletFilter;
import jakarta.servlet.Filter;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.web.client.RestClient;

/** Wires performance measurement into a Spring Boot application under test. Off with {@code perf.skip}. */
@AutoConfiguration
@Conditional(PerfAutoConfiguration.Enabled.class)
public class PerfAutoConfiguration {

    /** Whether budgets are looked at in this JVM. */
    static class Enabled implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return Session.isEnabled();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DataSource.class)
    static class Jdbc {
        @Bean
        static DataSourceCapture perfDataSourceCapture() {
            return new DataSourceCapture();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Filter.class)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Servlet {
        @Bean
        OrderedPerfFilter perfServletFilter() {
            return new OrderedPerfFilter(new PerfServletFilter());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Threads {
        @Bean
        static CarryingExecutors perfCarryingExecutors() {
            return new CarryingExecutors();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RestClient.class)
    static class Client {
        @Bean
        static ClientHeader perfClientHeader() {
            return new ClientHeader();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Operations {
        @Bean
        static OperationMethods perfOperationMethods() {
            Budgets budgets = Session.budgets();
            return new OperationMethods(budgets.operationMethods(), budgets.operationNames());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    static class Observations {
        @Bean
        static ObservedOperations perfObservedOperations() {
            return new ObservedOperations(Session.budgets().operationNames());
        }
    }
}
