package io.perfbudgets.judge;

/**
 * One start of an application, and what else the machine did meanwhile.
 *
 * @param nanos from the start of the process until it was ready
 * @param least nanoseconds that it would have taken on this machine if nothing else had run
 * @param others the share of the machine's processors that other programs took meanwhile, 0 to 1
 */
public record ColdStart(long nanos, long least, double others) {
    /** So large a share of the processors in others' hands makes what takes long doubtful. */
    public static final double BUSY = 0.1;

    /** Whether it says nothing that it took longer than {@code limit}: others may have kept it from its processors. */
    public boolean isDoubtful(long limit) {
        return nanos > limit && least <= limit && others > BUSY;
    }
}
