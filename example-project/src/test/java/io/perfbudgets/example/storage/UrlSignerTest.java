package io.perfbudgets.example.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UrlSignerTest {

    /** The example of Amazon S3's API reference, "Authenticating Requests: Using Query Parameters". */
    private final UrlSigner signer = new UrlSigner(new StorageProperties(
            Path.of("unused"),
            URI.create("https://examplebucket.s3.amazonaws.com"),
            "us-east-1",
            "AKIAIOSFODNN7EXAMPLE",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            Duration.ofDays(1)));

    private final Instant now = Instant.parse("2013-05-24T00:00:00Z");

    @Test
    void signsAsThePublishedExampleDoes() {
        assertThat(signer.sign("test.txt", now).url())
                .hasToString("https://examplebucket.s3.amazonaws.com/test.txt"
                        + "?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                        + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                        + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    @Test
    void escapesKeysButNotTheirSlashes() {
        assertThat(signer.sign("clips/cup final~1*.mp4", now).url().getRawPath())
                .isEqualTo("/clips/cup%20final~1%2A.mp4");
    }

    @Test
    void expiresAfterTheLifetime() {
        assertThat(signer.sign("test.txt", now).expires()).isEqualTo(Instant.parse("2013-05-25T00:00:00Z"));
    }
}
