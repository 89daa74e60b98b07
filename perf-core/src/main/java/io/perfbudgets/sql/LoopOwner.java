package io.perfbudgets.sql;

/** Whose code repeats a call, as far as the stack and the class files tell. */
public enum LoopOwner {
    /** The application's or a framework's: all that is not known to be the test's. */
    APPLICATION,
    /** The test's: it runs the call in a loop of its own, and nothing of the application below that loops. */
    TEST
}
