import io.perfbudgets.junit.Perf;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.MethodName.class)
class KilledTest {
    @Test
    void first() throws Exception {
        Perf.measure("sync", () -> {});
    }

    @Test
    void second() {
        Runtime.getRuntime().halt(9);
    }
}
