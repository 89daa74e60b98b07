package io.perfbudgets.example.game;

import java.time.LocalDate;
import java.util.List;

record GameDetail(
        Long id, String title, String venue, LocalDate playedOn, GameStatus status, List<AnnotationView> annotations) {

    static GameDetail of(Game game) {
        return new GameDetail(
                game.id(),
                game.title(),
                game.venue(),
                game.playedOn(),
                game.status(),
                game.annotations().stream().map(AnnotationView::of).toList());
    }
}
