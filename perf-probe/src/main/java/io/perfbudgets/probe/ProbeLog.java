package io.perfbudgets.probe;

/** Where a probe says what it does. Called from the thread that runs it. */
public interface ProbeLog {

    /** A line that stays. */
    void info(String line);

    /** Lines about what went wrong. */
    void error(String lines);

    /** How far it is, for somebody who looks on; each line replaces the one before. */
    void progress(String line);
}
