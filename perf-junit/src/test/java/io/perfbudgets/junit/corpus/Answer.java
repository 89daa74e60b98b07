package io.perfbudgets.junit.corpus;

/** What is right to say of a case. */
enum Answer {
    /** One query per row of another. */
    N_PLUS_ONE,
    /** The same query each time: it could be run once. */
    RUN_ONCE,
    /** Nothing to object to. */
    FINE
}
