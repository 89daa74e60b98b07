import static org.junit.jupiter.api.Assertions.assertEquals;

import io.perfbudgets.junit.Perf;
import org.junit.jupiter.api.Test;

class GamesTest {
    @Test
    void listsGames() throws Exception {
        try (Games games = new Games()) {
            for (int i = 0; i < 80; i++) {
                assertEquals("7", games.get("/games"));
            }
            Perf.measure("sync", () -> {
                for (int i = 0; i < Integer.getInteger("syncs", 1); i++) {
                    games.get("/games");
                }
                games.get("/none"); // answered after the requests before it have ended
            });
        }
    }
}
