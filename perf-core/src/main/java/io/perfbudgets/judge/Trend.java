package io.perfbudgets.judge;

import java.util.Arrays;
import java.util.List;

/**
 * The trend of a value over time: the median of the slopes between all pairs of samples (Theil 1950, Sen 1968), with Sen's
 * bounds, which rest on the same count of rises and falls as the test of Mann (1945) and Kendall. A single jump or a few wild
 * samples move neither. Immutable.
 */
public final class Trend {
    /** Fewer samples have no bounds worth a word. */
    public static final int FEWEST = 10;

    private final List<Sample> samples;
    private final double[] slopes;

    /**
     * One value.
     *
     * @param at when it was taken, in hours of use or in iterations
     * @param value what it was
     */
    public record Sample(double at, long value) {}

    private Trend(List<Sample> samples) {
        this.samples = List.copyOf(samples);
        int n = samples.size();
        this.slopes = new double[n * (n - 1) / 2];
        int next = 0;
        for (int later = 1; later < n; later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                Sample a = samples.get(earlier);
                Sample b = samples.get(later);
                slopes[next++] = b.at() > a.at() ? (b.value() - a.value()) / (b.at() - a.at()) : 0;
            }
        }
        Arrays.sort(slopes);
    }

    /** Of samples in the order of their times; takes memory and time by the square of their number. */
    public static Trend of(List<Sample> samples) {
        return new Trend(samples);
    }

    /** How many samples there are. */
    public int size() {
        return samples.size();
    }

    /** How much the value grows in an hour, or with each iteration; 0 for fewer than two samples. */
    public double slope() {
        return slopes.length == 0 ? 0 : slopes[slopes.length / 2];
    }

    /** The slope is at least this, but for {@code risk}; without bound for fewer than {@value #FEWEST} samples. */
    public double lowerBound(double risk) {
        int rank = (int) Math.floor((slopes.length - spread(risk)) / 2);
        return samples.size() < FEWEST || rank < 0 ? Double.NEGATIVE_INFINITY : slopes[rank];
    }

    /** The slope is at most this, but for {@code risk}; without bound for fewer than {@value #FEWEST} samples. */
    public double upperBound(double risk) {
        int rank = (int) Math.ceil((slopes.length + spread(risk)) / 2);
        return samples.size() < FEWEST || rank >= slopes.length ? Double.POSITIVE_INFINITY : slopes[rank];
    }

    /** How far rises may outnumber falls by chance. */
    private double spread(double risk) {
        double n = samples.size();
        return normal(risk) * Math.sqrt(n * (n - 1) * (2 * n + 5) / 18);
    }

    /** From the first sample to the last one. */
    public double span() {
        return samples.isEmpty()
                ? 0
                : samples.get(samples.size() - 1).at() - samples.get(0).at();
    }

    /** The earlier half alone. */
    public Trend earlierHalf() {
        return part(0, 2);
    }

    /** The later half alone. */
    public Trend laterHalf() {
        return part(1, 2);
    }

    /** One of so many parts of the samples in a row, alone; the first one is 0. */
    Trend part(int index, int of) {
        return new Trend(samples.subList(samples.size() * index / of, samples.size() * (index + 1) / of));
    }

    /** The median of the values; 0 without any. */
    public long level() {
        long[] values = samples.stream().mapToLong(Sample::value).toArray();
        return values.length == 0 ? 0 : FewValues.median(values);
    }

    /** What a standard normal value exceeds with that chance (Abramowitz and Stegun 1964, 26.2.23, exact to 0.00045). */
    private static double normal(double risk) {
        double t = Math.sqrt(-2 * Math.log(risk));
        return t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    }
}
