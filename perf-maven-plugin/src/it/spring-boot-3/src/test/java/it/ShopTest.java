package it;

import io.perfbudgets.junit.MaxConnections;
import io.perfbudgets.junit.MaxQueries;
import io.perfbudgets.junit.NoNPlusOne;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ShopTest {
    @Autowired
    TestRestTemplate http;

    @Test
    @MaxQueries(exactly = 2)
    @MaxConnections(2)
    void asksBothDatabases() {
        Assertions.assertEquals("21", http.getForObject("/total", String.class));
    }

    @Test
    @NoNPlusOne
    void namesCustomers() {
        Assertions.assertEquals("Ann Bob Cid ", http.getForObject("/names", String.class));
    }
}
