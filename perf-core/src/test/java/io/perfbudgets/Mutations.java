package io.perfbudgets;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Damages a file in ever other ways, the same ones in each run. */
public final class Mutations {
    private static final int MOST_GROWTH = 8;

    private final SplittableRandom random = new SplittableRandom(20_261_123);
    private final byte[] seed;
    private final List<String> tokens;

    /** @param tokens what is put in here and there: words that mean something in such a file */
    public Mutations(byte[] seed, List<String> tokens) {
        this.seed = seed.clone();
        this.tokens = List.copyOf(tokens);
    }

    /** How many to try: {@code usual}, or as many as the system property {@code mutations} says. */
    public static int count(int usual) {
        return Integer.getInteger("mutations", usual);
    }

    /** The next one, damaged in one to three places. */
    public byte[] next() {
        byte[] damaged = seed;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            damaged = damage(damaged);
        }
        return damaged;
    }

    private byte[] damage(byte[] content) {
        int from = random.nextInt(content.length + 1);
        int to = Math.min(content.length, from + random.nextInt(40));
        byte[] inserted =
                switch (random.nextInt(5)) {
                    case 0 -> new byte[] {(byte) random.nextInt(256)};
                    case 1 -> tokens.get(random.nextInt(tokens.size())).getBytes(StandardCharsets.UTF_8);
                    case 2 -> slice(content, from, to, 2);
                    case 3 -> slice(content, random.nextInt(from + 1), from, 1);
                    default -> new byte[0];
                };
        int resume = random.nextBoolean() ? from : to;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(content, 0, from);
        out.writeBytes(inserted);
        out.write(content, resume, content.length - resume);
        return out.size() == 0 || out.size() > MOST_GROWTH * seed.length ? seed : out.toByteArray();
    }

    private static byte[] slice(byte[] content, int from, int to, int times) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            out.write(content, from, to - from);
        }
        return out.toByteArray();
    }
}
