package io.perfbudgets.example.game;

import io.perfbudgets.example.web.NotFoundException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class GameService {

    private final GameRepository games;

    GameService(GameRepository games) {
        this.games = games;
    }

    public GameDetail get(long id) {
        return games.findWithAnnotationsById(id)
                .map(GameDetail::of)
                .orElseThrow(() -> new NotFoundException("game", id));
    }

    @Transactional
    public long create(GameRequest request) {
        return games.save(new Game(request)).id();
    }

    @Transactional
    public void change(long id, GameRequest request) {
        games.findById(id).orElseThrow(() -> new NotFoundException("game", id)).change(request);
    }

    @Transactional
    public void delete(long id) {
        if (games.remove(id) == 0) {
            throw new NotFoundException("game", id);
        }
    }
}
