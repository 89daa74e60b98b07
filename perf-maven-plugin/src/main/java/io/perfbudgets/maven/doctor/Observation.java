package io.perfbudgets.maven.doctor;

/**
 * One thing that was looked at.
 *
 * @param state how it is
 * @param text what was seen, and what to do if anything is to be done
 */
public record Observation(State state, String text) {
    /** How a thing is. */
    public enum State {
        /** As it should be. */
        FINE("ok"),
        /** Works, with something to know. */
        NOTE("note"),
        /** Something is not measured because of it. */
        WRONG("wrong");

        private final String word;

        State(String word) {
            this.word = word;
        }
    }

    static Observation fine(String text) {
        return new Observation(State.FINE, text);
    }

    static Observation note(String text) {
        return new Observation(State.NOTE, text);
    }

    static Observation wrong(String text) {
        return new Observation(State.WRONG, text);
    }

    /** {@code ok     JUnit Jupiter 5.14.1}. */
    @Override
    public String toString() {
        return "%-6s %s".formatted(state.word, text);
    }
}
