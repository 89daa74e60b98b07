package com.acme.songs;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.is;

import io.perfbudgets.junit.MaxQueries;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SongTest {
    @Test
    @MaxQueries(1)
    void songsAreListedWithTheirSingers() {
        get("/songs").then().statusCode(200).body("singer[0]", is("Nina"));
    }
}
