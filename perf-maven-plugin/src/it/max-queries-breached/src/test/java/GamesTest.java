import io.perfbudgets.junit.MaxQueries;
import org.junit.jupiter.api.Test;

class GamesTest {
    @Test
    @MaxQueries(2)
    void listsGames() throws Exception {
        try (Games games = new Games()) {
            games.get("/slow-games");
        }
    }
}
