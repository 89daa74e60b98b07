package io.perfbudgets.gate;

/** How what becomes of a finding shows in the look of its words on a console. */
@FunctionalInterface
public interface Tint {
    /** All words look alike. */
    Tint NONE = (effect, text) -> text;

    /** The text as it is to be printed; what is seen of it stays as wide as it is. */
    String of(Effect effect, String text);
}
