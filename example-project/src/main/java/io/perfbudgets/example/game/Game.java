package io.perfbudgets.example.game;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

@Entity
@Table(name = "games")
public class Game {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String title;
    private String venue;
    private LocalDate playedOn;

    @Enumerated(EnumType.STRING)
    private GameStatus status;

    @OneToMany(mappedBy = "game")
    @OrderBy("atMillis")
    private List<Annotation> annotations = new ArrayList<>();

    /** For Hibernate, which fills the fields itself. */
    @SuppressWarnings("NullAway.Init")
    protected Game() {}

    @SuppressWarnings("NullAway.Init") // the database gives the id
    Game(GameRequest request) {
        this.title = request.title();
        this.venue = request.venue();
        this.playedOn = request.playedOn();
        this.status = request.status();
    }

    void change(GameRequest request) {
        this.title = request.title();
        this.venue = request.venue();
        this.playedOn = request.playedOn();
        this.status = request.status();
    }

    public Long id() {
        return id;
    }

    public String title() {
        return title;
    }

    String venue() {
        return venue;
    }

    LocalDate playedOn() {
        return playedOn;
    }

    GameStatus status() {
        return status;
    }

    List<Annotation> annotations() {
        return annotations;
    }
}
