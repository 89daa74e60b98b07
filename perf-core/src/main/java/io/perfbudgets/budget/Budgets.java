package io.perfbudgets.budget;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the budget files of one module declare, inheritance and overrides resolved. Immutable and thread-safe.
 *
 * <p>In each of {@code requests}, {@code operations} and {@code tests} the first group that matches a subject is the
 * one that counts. What a nearer file says replaces, key by key, what a farther one says; in one file, what is said for
 * the module replaces what is said for all.
 */
public final class Budgets {
    private static final Budgets NONE = new Budgets(Layer.EMPTY);

    private final List<Effective> groups;
    private final Map<Metric, Limit> sql;
    private final Map<Metric, Limit> regressions;
    private final Map<String, String> operationMethods;
    private final Set<String> operationNames;
    private final Policy policy;
    private final Optional<Amount> slowRequest;
    private final List<Waiver> waivers;
    private final Optional<ProcessPlan> process;
    private final List<Budget> processBudgets;
    private final List<Allowance> allowances;
    private final List<QueryAllowance> queryAllowances;
    private final Set<Metric> mentioned;
    private final boolean isSilent;

    /** A group whose budgets are made. */
    private record Effective(
            Selector selector,
            Set<Metric> said,
            List<Budget> budgets,
            Set<Metric> compared,
            List<Budget> regressions,
            Optional<Amount> slowRequest) {
        static Stream<Effective> of(Group group, Optional<Amount> slowByDefault) {
            Optional<Amount> slow = group.slowRequest().or(() -> slowByDefault);
            return group
                    .selector()
                    .map(selector -> new Effective(
                            selector,
                            group.limits().keySet(),
                            group.budgets(selector, slow),
                            group.regressions().keySet(),
                            group.regressions(selector),
                            slow))
                    .stream();
        }
    }

    private Budgets(Layer layer) {
        this.slowRequest = layer.defaults().slowRequest();
        this.groups = layer.groups()
                .flatMap(group -> Effective.of(group, slowRequest))
                .toList();
        this.sql = layer.sql();
        this.regressions = layer.regressions();
        this.policy = layer.defaults().policy();
        this.waivers = layer.waivers();
        this.process = layer.process().map(ProcessSection::plan);
        this.processBudgets = layer.process().map(ProcessSection::budgets).orElse(List.of());
        this.allowances = layer.allowances();
        this.queryAllowances = allowances.stream()
                .filter(QueryAllowance.class::isInstance)
                .map(QueryAllowance.class::cast)
                .toList();
        Map<String, String> methods = new LinkedHashMap<>();
        layer.operations().forEach((name, group) -> group.method().ifPresent(method -> methods.put(method, name)));
        this.operationMethods = Collections.unmodifiableMap(methods);
        this.operationNames = Set.copyOf(layer.operations().keySet());
        this.mentioned = mentionedMetrics();
        this.isSilent = groups.isEmpty() && sql.isEmpty() && processBudgets.isEmpty();
    }

    /** Where there is no budget file. */
    public static Budgets none() {
        return NONE;
    }

    /**
     * Reads the budget files of one module.
     *
     * @param nearestFirst the files as {@link BudgetFiles#find} gives them; none gives {@link #none()}
     * @param module the module's artifactId; empty if it has none
     * @throws BudgetFileException with everything that is wrong in any of the files
     */
    public static Budgets read(List<Path> nearestFirst, String module) {
        return read(nearestFirst, module, Map.of());
    }

    /**
     * Reads them as they would be with other texts in some of the files.
     *
     * @param instead the texts, by file
     * @throws BudgetFileException with everything that is wrong in any of them
     */
    public static Budgets read(List<Path> nearestFirst, String module, Map<Path, String> instead) {
        if (nearestFirst.isEmpty()) {
            return NONE;
        }
        Problems problems = new Problems();
        List<Path> files = new ArrayList<>(nearestFirst);
        Collections.reverse(files);
        Layer merged = Layer.EMPTY;
        for (Path path : files) {
            String file = BudgetFiles.nameOf(path, nearestFirst);
            Layer layer = text(path, file, instead, problems)
                    .map(text -> BudgetFile.read(file, text, problems).layerOf(module))
                    .orElse(Layer.EMPTY);
            merged = layer.over(merged);
        }
        problems.throwIfAny(); // before asking whether what could be read fits together
        Consistency.check(merged, problems);
        problems.throwIfAny();
        return new Budgets(merged);
    }

    private static Optional<String> text(Path path, String file, Map<Path, String> instead, Problems problems) {
        String other = instead.get(path);
        return other == null
                ? BudgetFileText.read(path, file, problems)
                : BudgetFileText.decode(other.getBytes(StandardCharsets.UTF_8), file, problems);
    }

    /**
     * The budgets for one subject: those of the first group that matches it, and those of {@code sql} that the group
     * says nothing about. Empty if there are none.
     */
    public List<Budget> budgetsFor(Subject subject) {
        if (isSilent) {
            return List.of();
        }
        if (subject.kind() == Subject.Kind.PROCESS || subject.kind() == Subject.Kind.LOAD) {
            return processBudgets.stream()
                    .filter(budget -> budget.selector().matches(subject))
                    .toList();
        }
        Optional<Effective> group = groupOf(subject);
        Stream<Budget> own = group.stream().flatMap(each -> each.budgets().stream());
        return Stream.concat(own, catchAll(subject, group.map(Effective::said).orElse(Set.of())))
                .toList();
    }

    private Optional<Effective> groupOf(Subject subject) {
        return groups.stream().filter(each -> each.selector().matches(subject)).findFirst();
    }

    /** The longest that a request of that name may take before it is called slow; empty if that is not said. */
    public Optional<Amount> slowRequest(Subject request) {
        return groupOf(request).map(Effective::slowRequest).orElse(slowRequest);
    }

    /** The shortest of what {@link #slowRequest(Subject)} can say; empty if it never says anything. */
    public Optional<Amount> shortestSlowRequest() {
        return Stream.concat(slowRequest.stream(), groups.stream().flatMap(group -> group.slowRequest().stream()))
                .min(Comparator.comparingLong(Amount::value));
    }

    private Stream<Budget> catchAll(Subject subject, Set<Metric> said) {
        return sql.values().stream()
                .filter(limit -> !said.contains(limit.metric()))
                .flatMap(
                        limit -> limit
                                .most()
                                .map(most -> new Budget(Selector.of(subject), limit.metric(), most, limit.origin()))
                                .stream());
    }

    /**
     * By how much a subject may be worse than it was in the baseline: what the first group that matches it says, and what the
     * section {@code regression} says of all.
     */
    public List<Budget> regressionsFor(Subject subject) {
        Optional<Effective> group = groupOf(subject);
        Set<Metric> said = group.map(Effective::compared).orElse(Set.of());
        Stream<Budget> ofAll = regressions.values().stream()
                .filter(limit -> !said.contains(limit.metric()))
                .sorted(Comparator.comparing(Limit::metric))
                .flatMap(limit -> limit.regression(Selector.of(subject)).stream());
        return Stream.concat(group.stream().flatMap(each -> each.regressions().stream()), ofAll)
                .toList();
    }

    /** Those of {@link #regressionsFor} that a group declares, which has to match something. */
    public List<Budget> declaredRegressions() {
        return groups.stream().flatMap(group -> group.regressions().stream()).toList();
    }

    /** Whether anything is to be held against a baseline. */
    public boolean haveRegressions() {
        return !declaredRegressions().isEmpty()
                || regressions.values().stream().anyMatch(limit -> limit.most().isPresent());
    }

    /** Whether a regression budget of {@code subject} is declared by its group, and so must be judged. */
    public boolean namesRegression(Subject subject, Metric metric) {
        return groupOf(subject)
                .filter(group -> group.compared().contains(metric))
                .isPresent();
    }

    /**
     * The budgets of every group, in the order in which groups are tried, so that one that matched no subject can be
     * told. Those of {@code sql} are not among them: they hold for whatever is observed and ask for nothing.
     */
    public List<Budget> declared() {
        return Stream.concat(groups.stream().flatMap(group -> group.budgets().stream()), processBudgets.stream())
                .toList();
    }

    /** The running application that is to be probed, if one is declared. */
    public Optional<ProcessPlan> process() {
        return process;
    }

    /** How sure a verdict must be, and what happens where there is none. */
    public Policy policy() {
        return policy;
    }

    /** The waivers of all files, the nearest file's first, expired ones included. */
    public List<Waiver> waivers() {
        return waivers;
    }

    /** The full scans that the files accept, the nearest file's first. */
    public List<FullScanAllowance> fullScanAllowances() {
        return allowances.stream()
                .filter(FullScanAllowance.class::isInstance)
                .map(FullScanAllowance.class::cast)
                .toList();
    }

    /** The repeated queries that the files accept, the nearest file's first. */
    public List<QueryAllowance> queryAllowances() {
        return queryAllowances;
    }

    /** Whether anything is declared about {@code metric}, for any subject. */
    public boolean mention(Metric metric) {
        return mentioned.contains(metric);
    }

    private Set<Metric> mentionedMetrics() {
        Set<Metric> metrics = EnumSet.noneOf(Metric.class);
        declared().forEach(budget -> metrics.add(budget.metric()));
        declaredRegressions().forEach(budget -> metrics.add(budget.metric()));
        for (Limit limit : sql.values()) {
            addIfSet(limit, metrics);
        }
        for (Limit limit : regressions.values()) {
            addIfSet(limit, metrics);
        }
        return metrics;
    }

    private static void addIfSet(Limit limit, Set<Metric> metrics) {
        if (limit.most().isPresent()) {
            metrics.add(limit.metric());
        }
    }

    /** Operations that an application's method is: the method, {@code package.Class.method}, to the operation's name. */
    public Map<String, String> operationMethods() {
        return operationMethods;
    }

    /** The names of all operations that are declared. */
    public Set<String> operationNames() {
        return operationNames;
    }
}
