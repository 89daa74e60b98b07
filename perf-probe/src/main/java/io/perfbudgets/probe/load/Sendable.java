package io.perfbudgets.probe.load;

/** A request that is encoded already, to be sent as often as it takes. */
interface Sendable {
    /** Sends it, on the event loop; what comes of it is told to {@code answer}. */
    void send(Answer answer);
}
