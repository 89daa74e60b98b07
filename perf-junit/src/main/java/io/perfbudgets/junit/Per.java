package io.perfbudgets.junit;

/** What a budget on counts holds for. */
public enum Per {
    /** Each request if the test causes requests that this JVM handles, else each iteration of the test. */
    AUTO,
    /** One iteration of the test, with all requests that it causes. */
    TEST,
    /** Each request that the test causes; it is not measured if the test causes none. */
    REQUEST
}
