package io.perfbudgets.compare;

/** What became of a value, in a word. */
public enum Word {
    /** A duration is shorter, with 99 % confidence. */
    FASTER("faster"),
    /** A duration is longer, with 99 % confidence. */
    SLOWER("slower"),
    /** A count is lower; counts are exact. */
    FEWER("fewer"),
    /** A count is higher; counts are exact. */
    MORE("more"),
    /** A count is equal, or a duration differs by less than the margin, with 99 % confidence. */
    SAME("same"),
    /** There are too few values, they differ too much among themselves, or the machines differ. */
    CANNOT_SAY("cannot say"),
    /** It was not there before. */
    NEW("new"),
    /** It is no longer there. */
    GONE("gone");

    private final String text;

    Word(String text) {
        this.text = text;
    }

    /** For people: {@code cannot say}. */
    @Override
    public String toString() {
        return text;
    }
}
