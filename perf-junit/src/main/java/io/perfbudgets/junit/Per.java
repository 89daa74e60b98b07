package io.perfbudgets.junit;

import org.apiguardian.api.API;

/** What a budget on counts holds for. */
@API(status = API.Status.MAINTAINED, since = "0.1")
public enum Per {
    /** Each request if the test causes requests that this JVM handles, else each iteration of the test. */
    AUTO,
    /** One iteration of the test, with all requests that it causes. */
    TEST,
    /** Each request that the test causes; it is not measured if the test causes none. */
    REQUEST
}
