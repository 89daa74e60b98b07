package io.perfbudgets.judge;

/** By what a machine shows that it is disturbed, so that a value taken meanwhile says nothing of the code. */
public enum Sign {
    /** None: the value counts. */
    NONE("nothing"),
    /** The canary's fixed piece of computing took longer than usual. */
    SLOW_PROCESSOR("its processor was slow"),
    /** The canary's fixed piece of memory work took longer than usual. */
    SLOW_MEMORY("its memory was slow"),
    /** The measuring thread was ready to run and got no processor. */
    WAITED("other work held its processors"),
    /** Other processes kept threads of this machine waiting for a processor. */
    PRESSURE("other processes held its processors"),
    /** The hypervisor gave the processor to others. */
    STOLEN("its hypervisor took processor time away"),
    /** The container had used up its share of processor time. */
    THROTTLED("its container was throttled"),
    /** The garbage collector paused the code for what others had allocated. */
    OTHERS_GARBAGE("the garbage collector worked for other code of this JVM");

    private final String clause;

    Sign(String clause) {
        this.clause = clause;
    }

    /**
     * Whether it made values at most {@link Disturbance#WORST} times as long. Where the measuring thread itself waited for
     * a processor or for the collector, it may have waited for any time.
     */
    boolean isBounded() {
        return switch (this) {
            case NONE, SLOW_PROCESSOR, SLOW_MEMORY, PRESSURE -> true;
            case WAITED, STOLEN, THROTTLED, OTHERS_GARBAGE -> false;
        };
    }

    /** What was the matter with the machine, as a clause. */
    String clause() {
        return clause;
    }
}
