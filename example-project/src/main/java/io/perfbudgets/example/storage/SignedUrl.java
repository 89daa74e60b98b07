package io.perfbudgets.example.storage;

import java.net.URI;
import java.time.Instant;

public record SignedUrl(URI url, Instant expires) {}
