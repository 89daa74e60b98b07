package io.perfbudgets.measure;

/** Gathers what units allocated. Not thread-safe; {@link SubjectRecorder} guards it. */
final class AllocationRecorder {
    private final Latencies warm = new Latencies();
    private long setAside;
    private long mostSetAside;
    private Allocation worst = Allocation.NOT_ASKED;
    private String unknown = "";

    /** @param timed whether warm-up is over */
    void add(Allocation unit, boolean timed) {
        if (!unit.isKnown()) {
            unknown = unit.unknown().isEmpty() ? unknown : unit.unknown();
            return;
        }
        boolean isWarm = timed && !unit.cold();
        worst = worst(unit, isWarm);
        if (isWarm) {
            warm.add(unit.bytes());
        } else {
            setAside++;
            mostSetAside = Math.max(mostSetAside, unit.bytes());
        }
    }

    private Allocation worst(Allocation unit, boolean isWarm) {
        boolean first = isWarm && warm.count() == 0;
        boolean same = isWarm || warm.count() == 0;
        return first || (same && unit.bytes() > worst.bytes()) ? unit : worst;
    }

    void add(Allocations other) {
        boolean otherIsWarm = other.warm().count() > 0;
        if (other.worst().isKnown()) {
            worst = worst(other.worst(), otherIsWarm);
        }
        warm.addAll(other.warm());
        setAside += other.setAside();
        mostSetAside = Math.max(mostSetAside, other.mostSetAside());
        unknown = other.unknown().isEmpty() ? unknown : other.unknown();
    }

    Allocations allocations() {
        Latencies copy = new Latencies();
        copy.addAll(warm);
        return new Allocations(copy, setAside, mostSetAside, worst, unknown);
    }
}
