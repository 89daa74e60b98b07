package io.perfbudgets.example.game;

import io.perfbudgets.example.keyframe.Keyframe;
import io.perfbudgets.example.keyframe.KeyframesConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.List;

/** Something that happened in a game, and where it was to be seen. */
@Entity
@Table(name = "annotations")
class Annotation {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @SuppressWarnings("UnusedVariable") // Hibernate reads it
    private Game game;

    @Enumerated(EnumType.STRING)
    private AnnotationKind kind;

    private String label;
    private long atMillis;

    @Convert(converter = KeyframesConverter.class)
    private List<Keyframe> keyframes;

    /** For Hibernate, which fills the fields itself. */
    @SuppressWarnings("NullAway.Init")
    protected Annotation() {}

    @SuppressWarnings("NullAway.Init") // the database gives the id
    Annotation(Game game, AnnotationRequest request) {
        this.game = game;
        this.kind = request.kind();
        this.label = request.label();
        this.atMillis = request.atMillis();
        this.keyframes = request.keyframes();
    }

    void change(AnnotationRequest request) {
        this.kind = request.kind();
        this.label = request.label();
        this.atMillis = request.atMillis();
        this.keyframes = request.keyframes();
    }

    Long id() {
        return id;
    }

    AnnotationKind kind() {
        return kind;
    }

    String label() {
        return label;
    }

    long atMillis() {
        return atMillis;
    }

    List<Keyframe> keyframes() {
        return keyframes;
    }
}
