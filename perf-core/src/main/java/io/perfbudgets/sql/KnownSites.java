package io.perfbudgets.sql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * From where the statements of a test's units came so far. A statement that was only ever seen to come from one line is
 * looked for less often in the units that follow, of which one is like the other. Bounded; thread-safe.
 */
public final class KnownSites {
    static final int SURE = 16;

    private static final int MAX = 5_000;

    private final Map<Fingerprint, Seen> seen = new ConcurrentHashMap<>();

    /**
     * @param site where it was first seen to come from
     * @param looks how many looks in a row have found that; 0 for ever once one did not
     */
    private record Seen(CallSite site, int looks) {
        Seen and(CallSite next) {
            return looks > 0 && site.equals(next) ? new Seen(site, Math.min(looks + 1, SURE)) : new Seen(site, 0);
        }
    }

    /**
     * Somebody has looked from where a statement comes.
     *
     * @return whether that was to be expected: all looks until now, {@value #SURE} at least, have found the same
     */
    boolean expected(Fingerprint fingerprint, CallSite site) {
        Seen known = seen.get(fingerprint);
        if (known == null) {
            if (seen.size() < MAX) {
                seen.put(fingerprint, new Seen(site, 1));
            }
            return false;
        }
        Seen now = known.and(site);
        if (!now.equals(known)) {
            seen.put(fingerprint, now);
        }
        return now.looks == SURE;
    }
}
