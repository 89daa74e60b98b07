package io.perfbudgets.example.clip;

/** A clip with the names of what it belongs to. */
record ClipView(Long id, String title, long startMillis, long endMillis, String game, String project) {

    static ClipView of(Clip clip) {
        return new ClipView(
                clip.id(),
                clip.title(),
                clip.startMillis(),
                clip.endMillis(),
                clip.game().title(),
                clip.project().name());
    }
}
