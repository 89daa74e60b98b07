package io.perfbudgets.example.storage;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Signs URLs for GET with AWS Signature Version 4 in the query, as S3 and its likes check it. */
@Component
public class UrlSigner {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

    private final StorageProperties storage;

    UrlSigner(StorageProperties storage) {
        this.storage = storage;
    }

    public SignedUrl sign(String key, Instant now) {
        String scope = DAY.format(now) + "/" + storage.region() + "/s3/aws4_request";
        String query = "X-Amz-Algorithm=" + ALGORITHM
                + "&X-Amz-Credential=" + encode(storage.accessKey() + "/" + scope)
                + "&X-Amz-Date=" + TIMESTAMP.format(now)
                + "&X-Amz-Expires=" + storage.urlLifetime().toSeconds()
                + "&X-Amz-SignedHeaders=host";
        String path = "/" + encode(key).replace("%2F", "/");
        String host = storage.endpoint().getAuthority();
        String request = String.join("\n", "GET", path, query, "host:" + host, "", "host", "UNSIGNED-PAYLOAD");
        try {
            String toSign = String.join("\n", ALGORITHM, TIMESTAMP.format(now), scope, hex(sha256(request)));
            String signature = hex(hmac(signingKey(now), toSign));
            URI url = URI.create(storage.endpoint() + path + "?" + query + "&X-Amz-Signature=" + signature);
            return new SignedUrl(url, now.plus(storage.urlLifetime()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM lacks SHA-256, which every Java platform must have.", e);
        }
    }

    private byte[] signingKey(Instant now) throws GeneralSecurityException {
        byte[] day = hmac(("AWS4" + storage.secretKey()).getBytes(StandardCharsets.UTF_8), DAY.format(now));
        return hmac(hmac(hmac(day, storage.region()), "s3"), "aws4_request");
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(String text) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** URLEncoder is for forms; signatures want RFC 3986. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
