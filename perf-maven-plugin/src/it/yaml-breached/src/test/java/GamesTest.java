import org.junit.jupiter.api.Test;

class GamesTest {
    @Test
    void listsGames() throws Exception {
        try (Games games = new Games()) {
            games.get("/games");
            games.get("/slow-games");
        }
    }
}
