import io.perfbudgets.junit.MaxQueries;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PlainJdbcTest {
    @Test
    @MaxQueries(1)
    void selects() throws SQLException {
        select();
    }

    @Test
    @MaxQueries(2)
    void selectsOnOtherThreads() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            threads.submit(() -> {
                        select();
                        return null;
                    })
                    .get();
        } finally {
            threads.shutdown();
        }
        CompletableFuture.runAsync(() -> {
                    try {
                        select();
                    } catch (SQLException broken) {
                        throw new IllegalStateException(broken);
                    }
                })
                .join();
    }

    private static void select() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:nothing-to-wire")) {
            connection.createStatement().executeQuery("select 42 from information_schema.tables");
        }
    }
}
