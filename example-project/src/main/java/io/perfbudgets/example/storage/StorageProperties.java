package io.perfbudgets.example.storage;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param directory where the objects are kept on this machine
 * @param endpoint  where clients reach the bucket
 */
@ConfigurationProperties("example.storage")
record StorageProperties(
        Path directory, URI endpoint, String region, String accessKey, String secretKey, Duration urlLifetime) {}
