package io.perfbudgets.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.measure.Latencies;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * Latencies as JSON: the ordered values as big-endian 64-bit integers, and where these are not all, the histogram in
 * HdrHistogram's compressed encoding, both in Base64.
 */
final class LatenciesJson {
    private LatenciesJson() {}

    static ObjectNode write(Latencies latencies) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        long[] shown = latencies.percentiles(0.5, 0.95, 1);
        node.put("count", latencies.count());
        node.put("p50", shown[0]);
        node.put("p95", shown[1]);
        node.put("max", shown[2]);
        if (!latencies.isInOrder()) {
            Histogram histogram = latencies.histogram();
            ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
            int length = histogram.encodeIntoCompressedByteBuffer(buffer);
            node.put("histogram", base64(ByteBuffer.wrap(buffer.array(), 0, length)));
        }
        long[] ordered = latencies.ordered();
        ByteBuffer values = ByteBuffer.allocate(ordered.length * Long.BYTES);
        values.asLongBuffer().put(ordered);
        node.put("ordered", base64(values));
        return node;
    }

    private static String base64(ByteBuffer bytes) {
        return new String(Base64.getEncoder().encode(bytes).array(), StandardCharsets.ISO_8859_1);
    }

    static Latencies read(JsonNode node) {
        try {
            LongBuffer values = ByteBuffer.wrap(
                            Base64.getDecoder().decode(node.path("ordered").asText()))
                    .asLongBuffer();
            long[] ordered = new long[values.remaining()];
            values.get(ordered);
            if (!node.has("histogram")) {
                return new Latencies(ordered);
            }
            ByteBuffer encoded = ByteBuffer.wrap(
                    Base64.getDecoder().decode(node.path("histogram").asText()));
            return new Latencies(Histogram.decodeFromCompressedByteBuffer(encoded, 0), ordered);
        } catch (DataFormatException | RuntimeException damaged) {
            throw new IllegalArgumentException(
                    "its histogram cannot be decoded (" + damaged.getMessage() + ")", damaged);
        }
    }
}
