package io.perfbudgets.example.game;

enum AnnotationKind {
    GOAL,
    SHOT,
    FOUL,
    CORNER,
    SAVE,
    SUBSTITUTION
}
