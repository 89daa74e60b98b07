package io.perfbudgets.example.clip;

import io.perfbudgets.example.game.Game;
import io.perfbudgets.example.project.Project;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

@Entity
@Table(name = "clips")
class Clip {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    private Game game;

    @ManyToOne(fetch = FetchType.LAZY)
    private Project project;

    private String title;
    private long startMillis;
    private long endMillis;

    /** For Hibernate, which fills the fields itself. */
    @SuppressWarnings("NullAway.Init")
    protected Clip() {}

    @SuppressWarnings("NullAway.Init") // the database gives the id
    Clip(Game game, Project project, ClipRequest request) {
        this.game = game;
        this.project = project;
        this.title = request.title();
        this.startMillis = request.startMillis();
        this.endMillis = request.endMillis();
    }

    void change(Game game, Project project, ClipRequest request) {
        this.game = game;
        this.project = project;
        this.title = request.title();
        this.startMillis = request.startMillis();
        this.endMillis = request.endMillis();
    }

    Long id() {
        return id;
    }

    Game game() {
        return game;
    }

    Project project() {
        return project;
    }

    String title() {
        return title;
    }

    long startMillis() {
        return startMillis;
    }

    long endMillis() {
        return endMillis;
    }
}
