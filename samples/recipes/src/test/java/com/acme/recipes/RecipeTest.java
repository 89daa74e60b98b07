package com.acme.recipes;
import io.perfbudgets.junit.MaxQueries;
import static org.junit.jupiter.api.Assertions.assertEquals;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.*;
@MicronautTest
class RecipeTest {
    @Inject @Client("/") HttpClient http;
    @BeforeEach
    void cook() {
        for (String name : new String[] {"soup", "bread", "stew"}) {
            http.toBlocking().exchange(HttpRequest.POST("/recipes", name).contentType(MediaType.TEXT_PLAIN));
        }
    }
    @Test
    @MaxQueries(1)
    void listsRecipes() {
        assertEquals("[\"soup: salt\",\"bread: salt\",\"stew: salt\"]", http.toBlocking().retrieve("/recipes"));
    }
}
