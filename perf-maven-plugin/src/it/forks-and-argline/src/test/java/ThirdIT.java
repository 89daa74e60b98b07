import static org.junit.jupiter.api.Assertions.assertEquals;

import io.perfbudgets.junit.Perf;
import org.junit.jupiter.api.Test;

class ThirdIT {
    @Test
    void syncs() throws Exception {
        assertEquals(null, System.getProperty("from.user"));
        Perf.measure("sync", () -> {});
    }
}
