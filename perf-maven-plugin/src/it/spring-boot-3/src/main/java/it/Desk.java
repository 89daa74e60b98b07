package it;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class Desk {
    private final Orders orders;
    private final JdbcTemplate ordersDatabase;
    private final JdbcTemplate pricesDatabase;

    Desk(Orders orders, DataSource ordersDatabase, @Qualifier("prices") DataSource pricesDatabase) {
        this.orders = orders;
        this.ordersDatabase = new JdbcTemplate(ordersDatabase);
        this.pricesDatabase = new JdbcTemplate(pricesDatabase);
    }

    /** Asks both databases, that of the orders through the lazy DataSource over the one that routes to a pool. */
    @GetMapping("/total")
    @Transactional(readOnly = true)
    public int total() {
        return ordersDatabase.queryForObject("select count(*) from orders", Integer.class)
                * pricesDatabase.queryForObject("select count(*) from prices where id >= ?", Integer.class, 1);
    }

    @GetMapping("/names")
    @Transactional
    public String names() {
        StringBuilder names = new StringBuilder();
        for (Order order : orders.findAll()) {
            names.append(order.customer.name()).append(' ');
        }
        return names.toString();
    }
}
