package io.perfbudgets.probe.load;

import java.util.List;

/** Is told about once a second how far a scenario has come. */
public interface Progress {
    /** Nobody looks. */
    Progress NONE = (done, planned, nanos, answers) -> {};

    /**
     * Says where it is now.
     *
     * @param done requests answered or failed
     * @param planned how many there will be
     * @param nanos since the beginning
     * @param answers by kind of request
     */
    void at(long done, long planned, long nanos, List<Answers> answers);
}
