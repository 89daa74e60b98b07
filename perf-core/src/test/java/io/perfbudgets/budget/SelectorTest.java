package io.perfbudgets.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {

    @ParameterizedTest
    @CsvSource({
        "GET /api/games,        GET /api/games,                 true",
        "GET /api/games,        POST /api/games,                false",
        "GET /api/games,        GET /api/games/{id},            false",
        "GET /api/games,        GET /api/games/,                false",
        "GET /api/games,        GET /API/games,                 false",
        "* /api/games,          DELETE /api/games,              true",
        "GET /api/*/{id},       GET /api/games/{gameId},        true",
        "GET /api/*/{id},       GET /api/games/{id:[0-9]+},     true",
        "GET /api/*/{id},       GET /api/games/raw,             false",
        "GET /api/*/{id},       GET /api/games/{id}/clips,      false",
        "GET /api/*/{id},       GET /api//{id},                 false",
        "GET /api/games/*,      GET /api/games/{id},            true",
        "GET /api/v*/games,     GET /api/v12/games,             true",
        "GET /api/v*/games,     GET /api/x/games,               false",
        "GET /files/*.json,     GET /files/a.b.json,            true",
        "GET /files/*.json,     GET /files/a/b.json,            false",
        "POST /**,              POST /,                         true",
        "POST /**,              POST /api/games/{id}/clips,     true",
        "POST /api/**,          POST /api,                      true",
        "POST /api/**,          POST /apis,                     false",
        "GET /**/raw,           GET /raw,                       true",
        "GET /**/raw,           GET /api/clips/raw,             true",
        "GET /**/raw,           GET /api/clips/raw/{id},        false",
        "GET /**/a/**/b,        GET /x/a/b/a/y/b,               true",
        "GET /,                 GET /,                          true",
    })
    void selectsRequestsByMethodAndRoute(String pattern, String request, boolean matches) {
        int space = pattern.indexOf(' ');
        Selector selector = new Selector.Request(pattern.substring(0, space), pattern.substring(space + 1));

        assertThat(selector.matches(new Subject(Subject.Kind.REQUEST, request))).isEqualTo(matches);
        assertThat(selector).hasToString(pattern);
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.orders.*,         com.acme.orders.OrderIT.lists,          true",
        "com.acme.orders.*,         com.acme.orders.web.OrderIT.lists,      true",
        "com.acme.orders.*,         com.acme.ordersx.OrderIT.lists,         false",
        "*.OrderIT.*,               com.acme.orders.OrderIT.lists,          true",
        "*IT.lists*,                com.acme.orders.OrderIT.listsAll,       true",
        "*.OrderIT.lists,           com.acme.orders.OrderIT.listsAll,       false",
        "com.acme.OrderIT$Slow.*,   com.acme.OrderIT$Slow.lists,            true",
        "*,                         com.acme.OrderIT.lists,                 true",
        "com.acme.OrderIT.lists,    com.acme.OrderIT.lists,                 true",
        "com.acme.O.derIT.lists,    com.acme.OrderIT.lists,                 false",
        "com.acme.[O]rderIT.*,      com.acme.OrderIT.lists,                 false",
    })
    void selectsTestsByGlob(String glob, String test, boolean matches) {
        Selector selector = new Selector.NameGlob(Subject.Kind.TEST, glob);

        assertThat(selector.matches(new Subject(Subject.Kind.TEST, test))).isEqualTo(matches);
    }

    @Test
    void neverSelectsASubjectOfAnotherKind() {
        Subject operation = Subject.operation("GET /api");

        assertThat(new Selector.Request("*", "/**").matches(operation)).isFalse();
        assertThat(new Selector.NameGlob(Subject.Kind.TEST, "*").matches(operation))
                .isFalse();
        assertThat(Selector.of(Subject.test("GET /a", "pi")).matches(operation)).isFalse();
    }

    @Test
    void selectsAnyOfSeveral() {
        Selector selector = new Selector.AnyOf(
                List.of(new Selector.Request("GET", "/games"), new Selector.Request("GET", "/clips")));

        assertThat(selector.matches(Subject.request("GET", "/clips"))).isTrue();
        assertThat(selector.matches(Subject.request("GET", "/users"))).isFalse();
        assertThat(selector).hasToString("GET /games, GET /clips");
    }

    @Test
    void decidesAGlobOfManyWildcardsWithoutTryingEveryWay() {
        String path = "/a".repeat(2_000);

        assertThat(new Selector.Request("GET", "/**/a".repeat(500) + "/b").matches(Subject.request("GET", path)))
                .isFalse();
        assertThat(Glob.matches("*a".repeat(500) + "b", "a".repeat(4_000))).isFalse();
    }

    @Test
    void matchesGlobsLikeTheRegularExpressionTheyStandFor() {
        for (String glob : words(4, "ab*")) {
            Pattern regex = Pattern.compile(glob.replace("*", ".*"));
            for (String text : words(5, "ab")) {
                assertThat(Glob.matches(glob, text))
                        .as("%s on %s", glob, text)
                        .isEqualTo(regex.matcher(text).matches());
            }
        }
    }

    /** Every word over the alphabet of at most that length. */
    private static List<String> words(int longest, String alphabet) {
        List<String> words = new ArrayList<>(List.of(""));
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.length() < longest) {
                alphabet.chars().forEach(c -> words.add(word + (char) c));
            }
        }
        return words;
    }
}
