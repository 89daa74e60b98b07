package io.perfbudgets.maven.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The style and the script of the page, with the hashes by which its content security policy lets them and nothing else run.
 *
 * @param chartLicense the notice that the chart library's license wants kept
 */
record PageAssets(String style, String script, String chartLicense) {
    private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/";
    private static final List<String> PARTS =
            List.of("dom.js", "charts.js", "flame.js", "subject.js", "overview.js", "list.js", "app.js");

    static PageAssets load() {
        String own = PARTS.stream().map(PageAssets::resource).collect(Collectors.joining("\n"));
        return new PageAssets(
                resource(CHARTS + "dist/uPlot.min.css") + "\n" + resource("report.css"),
                resource(CHARTS + "dist/uPlot.iife.min.js") + "\n(function () {\n'use strict';\n" + own + "\n})();\n",
                resource(CHARTS + "LICENSE"));
    }

    /** {@code sha256-…} of the style. */
    String styleHash() {
        return hash(style);
    }

    /** {@code sha256-…} of the script. */
    String scriptHash() {
        return hash(script);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String resource(String name) {
        try (InputStream in = PageAssets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from this plugin's class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
