package io.perfbudgets.example.clip;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.perfbudgets.example.keyframe.Keyframe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A raw clip; without its keyframes, which are large, where it is one of many. */
record RawClipView(
        Long id,
        Long gameId,
        String camera,
        int keyframeCount,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Keyframe> keyframes) {

    RawClipView(Long id, Long gameId, String camera, int keyframeCount) {
        this(id, gameId, camera, keyframeCount, null);
    }

    static RawClipView whole(RawClip clip) {
        return new RawClipView(clip.id(), clip.gameId(), clip.camera(), clip.keyframeCount(), clip.keyframes());
    }
}
