package io.perfbudgets.woven;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** An application that knows nothing of us. */
@SpringBootApplication
@EnableAsync
class Shop {

    @Component
    static class Stock {
        private final JdbcTemplate jdbc;

        Stock(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        void ask(int times) {
            for (int i = 0; i < times; i++) {
                jdbc.queryForObject("select count(*) from information_schema.tables", Integer.class);
            }
        }

        @Async
        CompletableFuture<Void> askLater(int times) {
            ask(times);
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Holds requests until as many are there as a test wants to be handled at once. */
    @Component
    static class Gate {
        private volatile CountDownLatch together = new CountDownLatch(0);

        void expect(int requests) {
            together = new CountDownLatch(requests);
        }

        void pass() throws InterruptedException {
            CountDownLatch all = together;
            all.countDown();
            all.await();
        }
    }

    @RestController
    static class Desk {
        private final Stock stock;
        private final Gate gate;

        Desk(Stock stock, Gate gate) {
            this.stock = stock;
            this.gate = gate;
        }

        @GetMapping("/ask/{times}")
        String ask(@PathVariable int times) throws InterruptedException {
            gate.pass();
            stock.ask(times);
            return "done";
        }

        @GetMapping("/later/{times}")
        String later(@PathVariable int times) {
            stock.askLater(times).join();
            return "done";
        }
    }
}
