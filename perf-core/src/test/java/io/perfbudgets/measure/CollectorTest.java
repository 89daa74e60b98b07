package io.perfbudgets.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CollectorTest {
    private final AtomicLong own = new AtomicLong(1_000);

    @Test
    void tellsWhoAllocatedSinceTheCollectionBefore() {
        Collector collector = new Collector(own::get);
        own.addAndGet(500);
        byte[][] others = new byte[4][1 << 20];
        System.gc();

        Collector.Work work = collector.since();

        assertThat(work.ownBytes()).isEqualTo(500);
        assertThat(work.allBytes()).isGreaterThan(4L << 20);
        assertThat(work.nanos()).isPositive();
        assertThat(others).hasDimensions(4, 1 << 20);
    }

    @Test
    void withoutACollectionThereIsNoPauseToBlameAnyoneFor() {
        Collector collector = new Collector(own::get);
        collector.since();
        own.addAndGet(500);

        Collector.Work work = collector.since();

        // Another test of this JVM may have caused one meanwhile; then the bytes are told, and no pause is invented.
        assertThat(work.ownBytes()).isIn(0L, 500L);
        assertThat(work.pausedNanos()).isBetween(0L, Math.max(work.nanos(), 1_000_000_000));
    }
}
