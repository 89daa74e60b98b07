package io.perfbudgets.agent;

/** Where in a method its point is. None adds a branch within its code, so that its stack maps stay as they are. */
enum Where {
    /** Around all of it, and the connection that it returns may be replaced. */
    CONNECTION,
    /** Its first argument may be replaced. */
    FIRST_ARGUMENT,
    /** Arguments that are functions may be replaced. */
    FUNCTIONS,
    /** Before it does anything, its object. */
    ENTRY,
    /** Before it returns, its object, which may be one that it has made. */
    EXIT,
    /** Before it does anything, its first two arguments. */
    TWO_ARGUMENTS,
    /** Around all of it: its first two arguments, of which the second may be replaced, and what it throws. */
    SERVING,
    /** Around its calls of {@code Runnable.run}, the Runnable. */
    RUN_CALL
}
