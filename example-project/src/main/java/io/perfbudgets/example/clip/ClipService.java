package io.perfbudgets.example.clip;

import io.perfbudgets.example.game.Game;
import io.perfbudgets.example.game.GameRepository;
import io.perfbudgets.example.project.Project;
import io.perfbudgets.example.project.ProjectRepository;
import io.perfbudgets.example.web.NotFoundException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class ClipService {

    private final ClipRepository clips;
    private final GameRepository games;
    private final ProjectRepository projects;

    ClipService(ClipRepository clips, GameRepository games, ProjectRepository projects) {
        this.clips = clips;
        this.games = games;
        this.projects = projects;
    }

    public ClipView get(long id) {
        return clips.findWithGameAndProjectById(id)
                .map(ClipView::of)
                .orElseThrow(() -> new NotFoundException("clip", id));
    }

    @Transactional
    public long create(ClipRequest request) {
        return clips.save(new Clip(game(request), project(request), request)).id();
    }

    @Transactional
    public void change(long id, ClipRequest request) {
        clips.findById(id)
                .orElseThrow(() -> new NotFoundException("clip", id))
                .change(game(request), project(request), request);
    }

    @Transactional
    public void delete(long id) {
        if (clips.remove(id) == 0) {
            throw new NotFoundException("clip", id);
        }
    }

    private Game game(ClipRequest request) {
        return games.findById(request.gameId()).orElseThrow(() -> new NotFoundException("game", request.gameId()));
    }

    private Project project(ClipRequest request) {
        return projects.findById(request.projectId())
                .orElseThrow(() -> new NotFoundException("project", request.projectId()));
    }
}
