import io.perfbudgets.junit.Perf;
import io.perfbudgets.junit.PerfDataSource;
import java.sql.Connection;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class ListTest {
    @Test
    void lists() throws Exception {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:clips");
        DataSource dataSource = PerfDataSource.wrap(h2);
        Perf.measure("list-clips", () -> {
            try (Connection connection = dataSource.getConnection()) {
                connection.createStatement().executeQuery("select 42 from dual where 1 < 2");
            }
        });
    }
}
