package io.perfbudgets.example.game;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/games")
class GameController {

    private final GameCatalog catalog;
    private final GameService games;

    GameController(GameCatalog catalog, GameService games) {
        this.catalog = catalog;
        this.games = games;
    }

    @GetMapping
    List<GameSummary> list() {
        return catalog.list();
    }

    @GetMapping("/{id}")
    GameDetail get(@PathVariable long id) {
        return games.get(id);
    }

    @PostMapping
    ResponseEntity<Void> create(@RequestBody GameRequest request) {
        return ResponseEntity.created(URI.create("/api/games/" + games.create(request)))
                .build();
    }

    @PutMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable long id, @RequestBody GameRequest request) {
        games.change(id, request);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable long id) {
        games.delete(id);
    }
}
