package io.perfbudgets.judge;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a latency judgement rests on.
 *
 * @param observed the limited statistic of the values used (nearest rank for percentiles), in nanoseconds; empty when
 *     there is none, or only counts were given
 * @param used undisturbed values judged on, all series together
 * @param over how many of them were over the limit
 * @param setAside values taken while the machine was disturbed, left out of everything else
 * @param signs by which sign of the machine how many of those were set aside; empty when that is not known
 * @param series the limited statistic of each series, in nanoseconds: first the one that looked broken, then each that
 *     was to confirm it; a single one where nothing was to be confirmed
 * @param looks how many times the values were looked at
 * @param blocks into how many contiguous blocks the last series was cut to see whether a breach shows throughout, ten or
 *     one for every 24 values; 0 when the order of the values is unknown
 * @param blocksOver how many of these blocks broke the limit for themselves
 * @param confidence how sure the judgement and its bound are (0.999 for 99.9 %), looks taken into account
 * @param bound one-sided bound of the statistic in nanoseconds at that confidence: lower when breached, upper when
 *     within; empty when undecided, for a maximum (its evidence is the values themselves), and from counts alone
 * @param reference the reference's statistic in nanoseconds, where the limit is a multiple of one; then what is said to be
 *     in nanoseconds of the limited statistic is in parts per million of the reference's
 */
public record LatencyEvidence(
        OptionalLong observed,
        long used,
        long over,
        long setAside,
        Map<Sign, Long> signs,
        List<Long> series,
        int looks,
        int blocks,
        int blocksOver,
        double confidence,
        OptionalLong bound,
        OptionalLong reference) {
    public LatencyEvidence {
        Map<Sign, Long> ordered = new EnumMap<>(Sign.class);
        ordered.putAll(signs);
        signs = Collections.unmodifiableMap(ordered);
        series = List.copyOf(series);
    }
}
