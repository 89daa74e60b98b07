package it;

import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Orders in one database with a replica for those who only read, prices in another, each with a pool. */
@Configuration
class Databases {
    @Bean
    @ConfigurationProperties("shop.writable")
    DataSource writable() {
        return DataSourceBuilder.create().build();
    }

    @Bean
    @ConfigurationProperties("shop.replica")
    DataSource replica() {
        return DataSourceBuilder.create().build();
    }

    @Bean
    @ConfigurationProperties("shop.prices")
    DataSource prices() {
        return DataSourceBuilder.create().build();
    }

    @Bean
    DataSource routing(@Qualifier("writable") DataSource writable, @Qualifier("replica") DataSource replica) {
        AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
            @Override
            protected Object determineCurrentLookupKey() {
                return TransactionSynchronizationManager.isCurrentTransactionReadOnly();
            }
        };
        routing.setTargetDataSources(Map.of(true, replica, false, writable));
        return routing;
    }

    /** Connects by the first statement, when it is known whether the transaction only reads. */
    @Bean
    @Primary
    DataSource lazy(@Qualifier("routing") DataSource routing) {
        return new LazyConnectionDataSourceProxy(routing);
    }
}
