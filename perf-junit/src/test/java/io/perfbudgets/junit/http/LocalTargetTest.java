package io.perfbudgets.junit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The header that names a test never leaves this machine. */
class LocalTargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/games",
                "http://LOCALHOST/",
                "http://shop.localhost/",
                "http://127.0.0.1:9/",
                "http://127.1.2.3/",
                "http://[::1]:8080/",
                "/games",
            })
    void isThisMachine(String target) {
        assertThat(LocalTarget.isLocal(URI.create(target))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/",
                "http://localhost.example.com/",
                "http://127.0.0.1.example.com/",
                "http://10.0.0.7/",
                "http://[2001:db8::1]/",
            })
    void isAnotherMachine(String target) {
        assertThat(LocalTarget.isLocal(URI.create(target))).isFalse();
    }
}
