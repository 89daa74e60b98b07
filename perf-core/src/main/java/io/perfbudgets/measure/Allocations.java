package io.perfbudgets.measure;

/**
 * What a subject's units allocated, failed ones left out.
 *
 * @param warm bytes of each unit in which no class was loaded, warm-up left out; in order
 * @param setAside how many others there were
 * @param mostSetAside the most that one of those allocated, bytes
 * @param worst the unit that allocated most, of the warm ones if there are any
 * @param unknown why it is not known of some unit; empty if it is known of all
 */
public record Allocations(Latencies warm, long setAside, long mostSetAside, Allocation worst, String unknown) {
    /** Nobody asked. */
    public static final Allocations NONE = new Allocations(new Latencies(), 0, 0, Allocation.NOT_ASKED, "");

    /** Whether anything was read, or should have been. */
    public boolean isEmpty() {
        return warm.count() == 0 && setAside == 0 && unknown.isEmpty();
    }
}
