package io.perfbudgets.example.clip;

import io.perfbudgets.example.keyframe.Keyframe;
import io.perfbudgets.example.keyframe.KeyframesConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;

/** What one camera tracked in a whole game: some thousand keyframes. */
@Entity
@Table(name = "raw_clips")
class RawClip {

    @Id
    private Long id;

    private Long gameId;
    private String camera;
    private int keyframeCount;

    @Convert(converter = KeyframesConverter.class)
    private List<Keyframe> keyframes;

    /** For Hibernate, which fills the fields itself. */
    @SuppressWarnings("NullAway.Init")
    protected RawClip() {}

    Long id() {
        return id;
    }

    Long gameId() {
        return gameId;
    }

    String camera() {
        return camera;
    }

    int keyframeCount() {
        return keyframeCount;
    }

    List<Keyframe> keyframes() {
        return keyframes;
    }
}
