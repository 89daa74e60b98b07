package io.perfbudgets.example.game;

import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Before the fix: loads the annotations of each game, keyframes and all, only to count them. */
@Service
@Profile("before")
class NaiveGameCatalog implements GameCatalog {

    private final GameRepository games;

    NaiveGameCatalog(GameRepository games) {
        this.games = games;
    }

    @Override
    @Transactional(readOnly = true)
    public List<GameSummary> list() {
        return games.findAllByOrderByPlayedOnDescIdDesc().stream()
                .map(NaiveGameCatalog::summarize)
                .toList();
    }

    private static GameSummary summarize(Game game) {
        List<Annotation> annotations = game.annotations();
        long goals = annotations.stream()
                .filter(annotation -> annotation.kind() == AnnotationKind.GOAL)
                .count();
        return new GameSummary(
                game.id(), game.title(), game.venue(), game.playedOn(), game.status(), annotations.size(), goals);
    }
}
