package io.perfbudgets.example.game;

import io.perfbudgets.example.keyframe.Keyframe;
import java.util.List;

record AnnotationView(Long id, AnnotationKind kind, String label, long atMillis, List<Keyframe> keyframes) {

    static AnnotationView of(Annotation annotation) {
        return new AnnotationView(
                annotation.id(), annotation.kind(), annotation.label(), annotation.atMillis(), annotation.keyframes());
    }
}
