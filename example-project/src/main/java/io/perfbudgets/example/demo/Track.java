package io.perfbudgets.example.demo;

import java.util.SplittableRandom;

/** A box that wanders through the picture, as the JSON array of its keyframes. */
class Track {

    private static final int MILLIS_PER_KEYFRAME = 40;

    private Track() {}

    static String json(SplittableRandom random, long from, int keyframes) {
        StringBuilder json = new StringBuilder(64 * keyframes).append('[');
        int x = random.nextInt(7_000);
        int y = random.nextInt(7_000);
        for (int i = 0; i < keyframes; i++) {
            x = Math.floorMod(x + random.nextInt(-60, 61), 8_000);
            y = Math.floorMod(y + random.nextInt(-40, 41), 8_000);
            json.append(i == 0 ? "" : ",").append("{\"t\":").append(from + (long) i * MILLIS_PER_KEYFRAME);
            part(json, "x", x);
            part(json, "y", y);
            part(json, "w", 600 + random.nextInt(400));
            part(json, "h", 1_200 + random.nextInt(600));
            json.append('}');
        }
        return json.append(']').toString();
    }

    /** Ten-thousandths as a decimal, without the cost of formatting. */
    private static void part(StringBuilder json, String name, int tenThousandths) {
        json.append(",\"").append(name).append("\":0.");
        String digits = Integer.toString(tenThousandths);
        json.append("0".repeat(4 - digits.length())).append(digits);
    }
}
