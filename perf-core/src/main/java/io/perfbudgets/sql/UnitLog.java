package io.perfbudgets.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Records what one unit does in the database while it is open: its statements, its transactions, its connections.
 *
 * <p>Thread-safe: a unit's work may run on several threads. Memory is bounded by the number of distinct fingerprints and
 * call sites, not by the number of statements. The call site is looked up where a {@link SiteForecast} cannot tell it.
 */
public final class UnitLog {
    /** Different sets of values are counted exactly up to this many for one group. */
    public static final int MAX_DISTINCT = 1_000;

    private static final int MAX_GROUPS = 5_000;
    private static final int MAX_READING = 1_000;
    private static final Fingerprint FURTHER = new Fingerprint("(further statements)", StatementKind.OTHER);
    private static final SiteOf FURTHER_SITES = new SiteOf(FURTHER, CallSite.UNKNOWN);

    private final long began = System.nanoTime();
    private final boolean eagerSites;
    private final KnownSites knownSites;
    private final Map<Fingerprint, Executions> byFingerprint = new HashMap<>();
    private final List<Group> groups = new ArrayList<>();
    private final Map<SiteOf, StatementGroup> innerGroups = new LinkedHashMap<>();
    private final Spans connections = new Spans();
    private final Spans transactions = new Spans();
    private long housekeeping;
    private long identifiers;
    private long writes;
    private int lastOrder = -1;

    /**
     * @param eagerSites whether to look up the call site of a fingerprint's first execution too; if not, only repeated
     *     statements pay for it
     * @param knownSites what the units before it have seen, and those beside it see
     */
    public UnitLog(boolean eagerSites, KnownSites knownSites) {
        this.eagerSites = eagerSites;
        this.knownSites = knownSites;
    }

    /** The log of a unit that has nothing to do with any other, as {@link #UnitLog(boolean, KnownSites)}. */
    public UnitLog(boolean eagerSites) {
        this(eagerSites, new KnownSites());
    }

    /** Records one execution of a statement of which nothing is known from before, as {@link #add} does. */
    public ReadRows add(
            Fingerprint fingerprint, long values, long nanos, long updatedRows, long batched, Supplier<CallSite> site) {
        return add(ReadRows.NOBODY, fingerprint, values, nanos, updatedRows, batched, site);
    }

    /**
     * Records one execution.
     *
     * @param before what was returned for the same statement object's execution before, which spares looking it up again
     * @param fingerprint what was run
     * @param values a hash of the bound values ({@link ValueHash})
     * @param nanos how long it took, nanoseconds
     * @param updatedRows rows changed; 0 for a query, of which the rows that are read follow
     * @param batched rows of values sent together as one JDBC batch; 0 if it was none
     * @param site looks up the call site; only called where it is needed
     * @return takes the rows that are read from it
     */
    public synchronized ReadRows add(
            ReadRows before,
            Fingerprint fingerprint,
            long values,
            long nanos,
            long updatedRows,
            long batched,
            Supplier<CallSite> site) {
        StatementKind kind = fingerprint.kind();
        if (kind == StatementKind.HOUSEKEEPING) {
            housekeeping++;
            return ReadRows.NOBODY;
        }
        if (kind == StatementKind.IDENTIFIER) {
            identifiers++;
            return ReadRows.NOBODY;
        }
        Group known = before.group();
        Executions executions =
                known != null && known.isOf(this, fingerprint) ? known.executions : executionsOf(fingerprint);
        Group group = executions.next(site);
        if (group.count++ == 0) {
            group.startedAt = Math.max(0, System.nanoTime() - nanos - began);
        }
        group.nanos += nanos;
        group.updatedRows += updatedRows;
        group.batches += batched > 0 ? 1 : 0;
        group.batched += batched;
        boolean again = executions.values.again(values, writes);
        if (group.values != executions.values) {
            group.values.again(values, 0);
        }
        if (kind != StatementKind.SELECT) {
            writes++;
        } else if (again) {
            group.duplicates++;
        }
        lastOrder = group.order;
        return known == group ? before : group.read();
    }

    private Executions executionsOf(Fingerprint fingerprint) {
        boolean full = groups.size() >= MAX_GROUPS && !byFingerprint.containsKey(fingerprint);
        return byFingerprint.computeIfAbsent(full ? FURTHER : fingerprint, Executions::new);
    }

    /**
     * The unit opens a connection or takes one from a pool.
     *
     * @param openedAt the line that does
     * @return to be ended when the connection is closed
     */
    public Span connection(CallSite openedAt) {
        return connections.begin(System.nanoTime(), openedAt);
    }

    /**
     * The unit begins a transaction, by its first statement.
     *
     * @param nanoTime when that was sent, as {@link System#nanoTime()} told
     * @return to be ended when the transaction is committed or rolled back
     */
    public Span transaction(long nanoTime) {
        return transactions.begin(nanoTime, CallSite.UNKNOWN);
    }

    /**
     * Adds all that an inner unit did.
     *
     * @param statements what that came to when it ended
     */
    public synchronized void addInner(UnitLog inner, UnitStatements statements) {
        housekeeping += statements.housekeeping();
        identifiers += statements.identifiers();
        for (StatementGroup group : statements.groups()) {
            SiteOf key = new SiteOf(group.fingerprint(), group.callSite());
            boolean full = innerGroups.size() >= MAX_GROUPS && !innerGroups.containsKey(key);
            innerGroups.merge(full ? FURTHER_SITES : key, group.later(inner.began - began), StatementGroup::plus);
            writes += group.fingerprint().kind() == StatementKind.SELECT ? 0 : 1;
        }
        transactions.addInner(statements.transactions());
        connections.addInner(statements.connections(), inner.connections.left());
    }

    /** What was recorded so far by the unit itself, its inner units' statements left out. */
    public synchronized UnitStatements ownStatements() {
        return result(groups.stream().map(Group::result).toList());
    }

    /** What was recorded so far, its inner units' statements included. */
    public synchronized UnitStatements statements() {
        List<StatementGroup> all = new ArrayList<>();
        groups.forEach(group -> all.add(group.result()));
        innerGroups.values().forEach(group -> all.add(group.at(all.size())));
        return result(all);
    }

    private UnitStatements result(List<StatementGroup> of) {
        long now = System.nanoTime();
        return new UnitStatements(
                of, housekeeping, identifiers, transactions.transactions(now), connections.connections(now));
    }

    private record SiteOf(Fingerprint fingerprint, CallSite site) {}

    /** All executions of one fingerprint, told apart by call site. */
    private final class Executions {
        private final Fingerprint fingerprint;
        private final Map<CallSite, Group> bySite = new LinkedHashMap<>(2);
        private final SiteForecast<Group> forecast = new SiteForecast<>();
        private final SeenValues values = new SeenValues();
        private long count;

        Executions(Fingerprint fingerprint) {
            this.fingerprint = fingerprint;
        }

        Group next(Supplier<CallSite> lookUp) {
            count++;
            if (count == 1 && !eagerSites) {
                return at(CallSite.UNKNOWN);
            }
            Group known = forecast.group(lastOrder);
            if (known != null) {
                return known;
            }
            CallSite site = lookUp.get();
            if (count == 2 && !eagerSites) {
                adopt(site);
            }
            Group found = at(site);
            forecast.learn(found, knownSites.expected(fingerprint, site));
            return found;
        }

        private Group at(CallSite site) {
            Group known = bySite.get(site);
            if (known != null) {
                return known;
            }
            if (bySite.size() == 1) { // until now all values were that one's
                bySite.values().forEach(only -> only.values = values.copy());
            }
            Group group = new Group(this, site, bySite.isEmpty() ? values : new SeenValues());
            bySite.put(site, group);
            return group;
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

    /** The executions of one fingerprint from one call site. Its fields are guarded by the log. */
    final class Group {
        private final Executions executions;
        private final List<ReadRows> reading = new ArrayList<>(1);
        private final int order;
        private final int parent;
        private int nextSettling = 16;
        private SeenValues values;
        private CallSite site;
        private long startedAt;
        private long count;
        private long duplicates;
        private long nanos;
        private long rows;
        private int columns;
        private long updatedRows;
        private long batches;
        private long batched;

        /** @param values those of its executions; while it is the fingerprint's only group, the fingerprint's */
        Group(Executions executions, CallSite site, SeenValues values) {
            this.executions = executions;
            this.site = site;
            this.values = values;
            this.order = groups.size();
            this.parent = lastOrder;
            groups.add(this);
        }

        boolean isOf(UnitLog log, Fingerprint fingerprint) {
            return log == UnitLog.this && executions.fingerprint.equals(fingerprint);
        }

        private ReadRows read() {
            if (reading.size() >= nextSettling) {
                settle();
            }
            ReadRows read = new ReadRows(this, columns > 0);
            reading.add(read);
            return read;
        }

        /** Statements come and go: those that are closed leave only their sum, and of too many that are not all do. */
        private void settle() {
            boolean all = reading.size() >= MAX_READING;
            reading.removeIf(read -> {
                if (all || read.isEnded()) {
                    rows += read.settle();
                    return true;
                }
                return false;
            });
            nextSettling = 2 * reading.size() + 16;
        }

        void addLate(long read) {
            synchronized (UnitLog.this) {
                rows += read;
            }
        }

        void changedLate(long changed) {
            synchronized (UnitLog.this) {
                updatedRows += changed;
            }
        }

        void widen(int to) {
            synchronized (UnitLog.this) {
                columns = Math.max(columns, to);
            }
        }

        StatementGroup result() {
            long read = rows + reading.stream().mapToLong(ReadRows::rows).sum();
            return new StatementGroup(
                    executions.fingerprint,
                    site,
                    count,
                    values.size(),
                    duplicates,
                    nanos,
                    read,
                    columns,
                    updatedRows,
                    batches,
                    batched,
                    order,
                    parent,
                    startedAt);
        }
    }
}
