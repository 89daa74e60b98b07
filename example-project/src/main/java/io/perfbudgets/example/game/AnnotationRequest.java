package io.perfbudgets.example.game;

import io.perfbudgets.example.keyframe.Keyframe;
import java.util.List;

record AnnotationRequest(AnnotationKind kind, String label, long atMillis, List<Keyframe> keyframes) {}
