package io.perfbudgets.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.junit.MaxAllocation;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.unit.DataSize;
import org.springframework.web.client.RestClient;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "example.export.video-size=200MB")
@FreshData
class ExportIT {

    private static final DataSize VIDEO_SIZE = DataSize.ofMegabytes(200);

    @LocalServerPort
    int port;

    @Test
    void sendsTheWholeVideoAsAnAttachment() throws Exception {
        Video video = export(3);

        assertThat(video.headers().getContentType()).isEqualTo(MediaType.parseMediaType("video/mp4"));
        assertThat(video.headers().getContentDisposition().getFilename()).isEqualTo("clip-3.mp4");
        assertThat(video.headers().getContentLength()).isEqualTo(VIDEO_SIZE.toBytes());
        assertThat(video.bytes()).isEqualTo(VIDEO_SIZE.toBytes());
    }

    @Test
    void sendsTheSameVideoEachTime() throws Exception {
        assertThat(export(3).sha256()).isEqualTo(export(3).sha256());
    }

    /** Whatever its size, a video costs the buffer that it passes through and no more. */
    @Test
    @MaxAllocation("10MB")
    void holdsNoVideoInMemory() {
        long bytes = RestClient.create("http://localhost:" + port)
                .get()
                .uri("/api/clips/3/export")
                .exchangeForRequiredValue((request, response) -> {
                    try (InputStream body = response.getBody()) {
                        return body.transferTo(OutputStream.nullOutputStream());
                    }
                });
        assertThat(bytes).isEqualTo(VIDEO_SIZE.toBytes());
    }

    private Video export(long clip) {
        return RestClient.create("http://localhost:" + port)
                .get()
                .uri("/api/clips/{id}/export", clip)
                .exchangeForRequiredValue((request, response) -> receive(response));
    }

    /** Takes the video as it comes, so that this test does not hold it in memory either. */
    private static Video receive(ClientHttpResponse response) {
        try (InputStream body = response.getBody()) {
            DigestOutputStream digest =
                    new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"));
            long bytes = body.transferTo(digest);
            return new Video(
                    response.getHeaders(),
                    bytes,
                    HexFormat.of().formatHex(digest.getMessageDigest().digest()));
        } catch (Exception e) {
            throw new AssertionError("The video did not come through.", e);
        }
    }

    private record Video(HttpHeaders headers, long bytes, String sha256) {}
}
