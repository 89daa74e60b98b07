package io.perfbudgets.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Records the statements of one unit while it is open.
 *
 * <p>Thread-safe: a unit's work may run on several threads. Memory is bounded by the number of distinct fingerprints and
 * call sites, not by the number of statements. The call site is looked up for the first {@value #SITES_LOOKED_UP}
 * executions of a fingerprint and then for every {@value #SITES_SAMPLED}th; executions in between count for the site seen
 * last.
 */
public final class UnitLog {
    /** Different sets of values are counted exactly up to this many for one group. */
    public static final int MAX_DISTINCT = 1_000;

    private static final int MAX_GROUPS = 5_000;
    private static final int SITES_LOOKED_UP = 32;
    private static final int SITES_SAMPLED = 64;
    private static final Fingerprint FURTHER = new Fingerprint("(further statements)", StatementKind.OTHER);

    private final boolean eagerSites;
    private final Map<Fingerprint, Executions> byFingerprint = new HashMap<>();
    private final List<Group> groups = new ArrayList<>();
    private final Map<SiteOf, StatementGroup> innerGroups = new LinkedHashMap<>();
    private long housekeeping;
    private int lastOrder = -1;

    /**
     * @param eagerSites whether to look up the call site of a fingerprint's first execution too; if not, only repeated
     *     statements pay for it
     */
    public UnitLog(boolean eagerSites) {
        this.eagerSites = eagerSites;
    }

    /**
     * Records one execution.
     *
     * @param fingerprint what was run
     * @param values a hash of the bound values
     * @param nanos how long it took, nanoseconds
     * @param rows rows changed; 0 for a query, whose rows follow by {@link #addRows}
     * @param batched rows of values sent together as one JDBC batch; 0 if it was none
     * @param site looks up the call site; only called where it is needed
     * @return a handle for {@link #addRows}
     */
    public synchronized int add(
            Fingerprint fingerprint, long values, long nanos, long rows, long batched, Supplier<CallSite> site) {
        if (fingerprint.kind() == StatementKind.HOUSEKEEPING) {
            housekeeping++;
            return -1;
        }
        boolean full = groups.size() >= MAX_GROUPS && !byFingerprint.containsKey(fingerprint);
        Executions executions = byFingerprint.computeIfAbsent(full ? FURTHER : fingerprint, Executions::new);
        Group group = executions.next(site);
        group.count++;
        group.nanos += nanos;
        group.rows += rows;
        group.batched += batched;
        if (group.values.size() < MAX_DISTINCT) {
            group.values.add(values);
        }
        lastOrder = group.order;
        return group.order;
    }

    /** Adds rows read from the result of an execution that {@link #add} returned {@code handle} for. */
    public synchronized void addRows(int handle, long rows) {
        if (handle >= 0) {
            groups.get(handle).rows += rows;
        }
    }

    /** Adds all that an inner unit ran. */
    public synchronized void addInner(UnitStatements inner) {
        housekeeping += inner.housekeeping();
        for (StatementGroup group : inner.groups()) {
            SiteOf key = new SiteOf(group.fingerprint(), group.callSite());
            if (innerGroups.containsKey(key) || innerGroups.size() < MAX_GROUPS) {
                innerGroups.merge(key, group, StatementGroup::plus);
            }
        }
    }

    /** What was recorded so far by the unit itself, its inner units' statements left out. */
    public synchronized UnitStatements ownStatements() {
        return new UnitStatements(groups.stream().map(Group::result).toList(), housekeeping);
    }

    /** What was recorded so far, its inner units' statements included. */
    public synchronized UnitStatements statements() {
        List<StatementGroup> all = new ArrayList<>();
        groups.forEach(group -> all.add(group.result()));
        innerGroups.values().forEach(group -> all.add(group.at(all.size())));
        return new UnitStatements(all, housekeeping);
    }

    private record SiteOf(Fingerprint fingerprint, CallSite site) {}

    /** All executions of one fingerprint, told apart by call site. */
    private final class Executions {
        private final Fingerprint fingerprint;
        private final Map<CallSite, Group> bySite = new LinkedHashMap<>();
        private long count;
        private CallSite lastSite = CallSite.UNKNOWN;

        Executions(Fingerprint fingerprint) {
            this.fingerprint = fingerprint;
        }

        Group next(Supplier<CallSite> lookUp) {
            count++;
            if (looksUp()) {
                CallSite site = lookUp.get();
                if (count == 2 && !eagerSites) {
                    adopt(site);
                }
                lastSite = site;
            }
            return bySite.computeIfAbsent(lastSite, site -> new Group(fingerprint, site));
        }

        private boolean looksUp() {
            return (count > 1 || eagerSites) && (count <= SITES_LOOKED_UP || count % SITES_SAMPLED == 0);
        }

        /** The first execution was not looked up; it most likely came from where the second does. */
        private void adopt(CallSite site) {
            Group first = bySite.remove(CallSite.UNKNOWN);
            if (first != null) {
                first.site = site;
                bySite.put(site, first);
            }
        }
    }

    private final class Group {
        private final Fingerprint fingerprint;
        private final LongSet values = new LongSet();
        private final int order;
        private final int parent;
        private CallSite site;
        private long count;
        private long nanos;
        private long rows;
        private long batched;

        Group(Fingerprint fingerprint, CallSite site) {
            this.fingerprint = fingerprint;
            this.site = site;
            this.order = groups.size();
            this.parent = lastOrder;
            groups.add(this);
        }

        StatementGroup result() {
            return new StatementGroup(fingerprint, site, count, values.size(), nanos, rows, batched, order, parent);
        }
    }
}
