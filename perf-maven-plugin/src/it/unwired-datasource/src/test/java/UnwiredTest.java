import io.perfbudgets.junit.MaxQueries;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class UnwiredTest {
    @Test
    @MaxQueries(2)
    void selects() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:unwired")) {
            connection.createStatement().executeQuery("select 42");
        }
    }
}
