import static org.junit.jupiter.api.Assertions.assertEquals;

import io.perfbudgets.junit.Perf;
import org.junit.jupiter.api.Test;

class FirstTest {
    @Test
    void syncs() throws Exception {
        assertEquals("kept", System.getProperty("from.user"));
        Perf.measure("sync", () -> {});
    }
}
