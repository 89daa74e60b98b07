package io.perfbudgets.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All connections, or all transactions, of one unit: how many, how many at once, how long. Thread-safe. */
final class Spans {
    private static final int MAX_ADOPTED = 1_000;
    private static final int MOST_SITES = 20;

    private final List<Span> open = new ArrayList<>(0);
    private final List<Span> adopted = new ArrayList<>(0);
    private long count;
    private long most;
    private List<CallSite> mostOpenedAt = List.of();
    private long longest;
    private long total;

    synchronized Span begin(long nanoTime, CallSite site) {
        Span span = new Span(this, nanoTime, site);
        open.add(span);
        count++;
        if (open.size() > most) {
            most = open.size();
            mostOpenedAt = sites();
        }
        return span;
    }

    synchronized void end(Span span, long nanoTime) {
        if (open.remove(span)) {
            lasted(nanoTime - span.begunAt());
        }
    }

    synchronized boolean isOpen(Span span) {
        return open.contains(span);
    }

    synchronized boolean isAnyOpen() {
        return !open.isEmpty();
    }

    private void lasted(long nanos) {
        longest = Math.max(longest, nanos);
        total += nanos;
    }

    /** Adds those of an inner unit that has ended; what it left open may still be ended before this unit does. */
    synchronized void addInner(Connections inner, List<Span> left) {
        if (open.size() + inner.most() > most) {
            most = open.size() + inner.most();
            mostOpenedAt = Stream.concat(sites().stream(), inner.mostOpenedAt().stream())
                    .limit(MOST_SITES)
                    .toList();
        }
        addInner(inner.opened(), inner.longestNanos(), inner.totalNanos());
        left.stream().limit(Math.max(0, MAX_ADOPTED - adopted.size())).forEach(adopted::add);
    }

    synchronized void addInner(Transactions inner) {
        addInner(inner.count(), inner.longestNanos(), inner.totalNanos());
    }

    private void addInner(long innerCount, long innerLongest, long innerTotal) {
        count += innerCount;
        longest = Math.max(longest, innerLongest);
        total += innerTotal;
    }

    private List<CallSite> sites() {
        return open.stream().limit(MOST_SITES).map(Span::site).toList();
    }

    /** Those that are open, an inner unit's included. */
    synchronized List<Span> left() {
        List<Span> left = new ArrayList<>(open);
        adopted.stream().filter(Span::isOpen).forEach(left::add);
        return left;
    }

    /** As transactions; one that is still open lasted until now. */
    synchronized Transactions transactions(long now) {
        return new Transactions(count, longest(now), total(now));
    }

    /** As connections; those that are still open have leaked if the unit ends now. */
    synchronized Connections connections(long now) {
        Map<CallSite, Long> leaks = new LinkedHashMap<>();
        left().forEach(span -> leaks.merge(span.site(), 1L, Long::sum));
        return new Connections(
                count,
                most,
                mostOpenedAt,
                longest(now),
                total(now),
                leaks.entrySet().stream()
                        .map(leak -> new ConnectionLeak(leak.getKey(), leak.getValue()))
                        .toList());
    }

    private long longest(long now) {
        return Math.max(
                longest,
                open.stream().mapToLong(span -> now - span.begunAt()).max().orElse(0));
    }

    private long total(long now) {
        return total + open.stream().mapToLong(span -> now - span.begunAt()).sum();
    }
}
