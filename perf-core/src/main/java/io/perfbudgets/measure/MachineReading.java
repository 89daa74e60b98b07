package io.perfbudgets.measure;

/**
 * What a machine admits about its processors at one moment. All but the time are counters since some start, of which only
 * differences mean anything; one that is unknown stays at zero.
 *
 * @param nanos when, by {@link System#nanoTime}
 * @param processors how many processors the system has
 * @param ticks processor time of all kinds, idling included, in the system's ticks
 * @param busyTicks of these spent on work of this system
 * @param stolenTicks of these given to others by the hypervisor
 * @param pressureMicros time during which some thread of the system waited for a processor
 * @param throttledMicros time for which the container's processes were stopped for having used up their share
 * @param ownNanos processor time of this process
 */
public record MachineReading(
        long nanos,
        int processors,
        long ticks,
        long busyTicks,
        long stolenTicks,
        long pressureMicros,
        long throttledMicros,
        long ownNanos) {}
