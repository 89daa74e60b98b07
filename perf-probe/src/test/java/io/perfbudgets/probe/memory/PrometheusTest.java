package io.perfbudgets.probe.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PrometheusTest {
    @Test
    void takesResidentMemoryBeforeAllElse() {
        assertThat(Prometheus.memory("""
                # HELP process_resident_memory_bytes Resident memory size in bytes.
                # TYPE process_resident_memory_bytes gauge
                jvm_memory_used_bytes{area="heap",id="G1 Eden"} 100.0
                process_resident_memory_bytes 2.34567E8
                """)).hasValue(234_567_000);
    }

    @Test
    void addsUpAllAreasOfAJvm() {
        assertThat(Prometheus.memory("""
                jvm_memory_used_bytes{area="heap",id="G1 Eden"} 100.0 1700000000
                jvm_memory_used_bytes{area="nonheap",id="Metaspace {a}"} 23
                jvm_memory_used_bytes_total 7
                """)).hasValue(123);
    }

    @Test
    void isEmptyForAnythingElse() {
        assertThat(Prometheus.memory("<html>no metrics</html>")).isEqualTo(OptionalLong.empty());
        assertThat(Prometheus.memory("process_resident_memory_bytes NaN-ish\n")).isEmpty();
        assertThat(Prometheus.memory("process_resident_memory_bytes\n")).isEmpty();
        assertThat(Prometheus.memory("process_resident_memory_bytes NaN\n")).isEmpty();
    }
}
