package io.perfbudgets.probe.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.measure.ClassHistogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmMemoryTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            garbage-first heap   total 397312K, used 6806K [0x0000000687400000, 0x0000000800000000) | 6806 | 397312
            garbage-first heap   total reserved 6172672K, committed 393216K, used 17387K [0x06)     | 17387 | 393216
            ZHeap           used 56M, capacity 378M, max capacity 6028M                              | 57344 | 387072
            PSYoungGen      total 100K, used 30K [0x0) / eden space 90K, 30% used [0x0) / ParOldGen total 50K, used 5K | 35 | 150
            def new generation   total 100K, used 30K [0x0) / tenured generation   total 200K, used 0K [0x0) | 30 | 300
            """)
    void readsTheHeapOfEachCollector(String text, long usedKilobytes, long committedKilobytes) {
        String lines =
                text.replace(" / ", "\n") + "\n Metaspace       used 9936K, committed 10176K, reserved 1114112K\n"
                        + "  class space    used 1199K, committed 1344K, reserved 1048576K\n";

        assertThat(JvmMemory.parse(lines))
                .isEqualTo(new JvmMemory(usedKilobytes * 1024, committedKilobytes * 1024, 9936 * 1024));
    }

    @Test
    void isEmptyForWhatIsNoJvm() throws InterruptedException {
        ProcessHandle none = ProcessHandle.allProcesses()
                .filter(process -> LiveHeap.jvmAmong(java.util.List.of(process)).isEmpty())
                .findFirst()
                .orElseThrow();

        assertThat(JvmMemory.of(none)).isEmpty();
        assertThat(StartPhases.of(none)).isEmpty();
        assertThat(LiveHeap.of(none)).isEmpty();
    }

    @Test
    void readsThisJvm() throws InterruptedException {
        ProcessHandle self = ProcessHandle.current();

        JvmMemory memory = JvmMemory.of(self).orElseThrow();
        StartPhases phases = StartPhases.of(self).orElseThrow();
        ClassHistogram heap = LiveHeap.of(self).orElseThrow();

        assertThat(memory.heapCommitted()).isGreaterThanOrEqualTo(memory.heapUsed());
        assertThat(phases.classes()).isGreaterThan(phases.sharedClasses());
        assertThat(phases.vmNanos()).isPositive();
        assertThat(phases.toString()).matches("the JVM itself took .* ms; .* classes, .* of them from .*");
        assertThat(heap.classes().get("[B")).isPositive();
        assertThat(LiveHeap.jvmAmong(java.util.List.of(self))).contains(self);
    }
}
