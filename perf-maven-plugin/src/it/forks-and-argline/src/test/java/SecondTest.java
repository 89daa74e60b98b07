import static org.junit.jupiter.api.Assertions.assertEquals;

import io.perfbudgets.junit.MaxQueries;
import io.perfbudgets.junit.Perf;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class SecondTest {
    @Test
    @MaxQueries(1)
    void syncs() throws Exception {
        assertEquals("kept", System.getProperty("from.user"));
        Perf.measure("sync", () -> {
            try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:sync")) {
                connection.createStatement().executeQuery("select 42 from information_schema.tables");
            }
        });
    }
}
