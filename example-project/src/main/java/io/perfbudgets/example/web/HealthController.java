package io.perfbudgets.example.web;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HealthController {

    private final JdbcClient jdbc;

    HealthController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Healthy is a service that reaches its database; any error is a 500. */
    @GetMapping("/api/health")
    Health health() {
        jdbc.sql("select 1").query(Integer.class).single();
        return new Health("UP");
    }

    record Health(String status) {}
}
