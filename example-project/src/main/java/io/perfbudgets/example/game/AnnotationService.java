package io.perfbudgets.example.game;

import io.perfbudgets.example.web.NotFoundException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class AnnotationService {

    private final AnnotationRepository annotations;
    private final GameRepository games;

    AnnotationService(AnnotationRepository annotations, GameRepository games) {
        this.annotations = annotations;
        this.games = games;
    }

    @Transactional
    public long create(long gameId, AnnotationRequest request) {
        Game game = games.findById(gameId).orElseThrow(() -> new NotFoundException("game", gameId));
        return annotations.save(new Annotation(game, request)).id();
    }

    @Transactional
    public void change(long id, AnnotationRequest request) {
        annotations
                .findById(id)
                .orElseThrow(() -> new NotFoundException("annotation", id))
                .change(request);
    }

    @Transactional
    public void delete(long id) {
        if (annotations.remove(id) == 0) {
            throw new NotFoundException("annotation", id);
        }
    }
}
