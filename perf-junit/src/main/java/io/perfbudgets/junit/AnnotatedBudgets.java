package io.perfbudgets.junit;

import io.perfbudgets.budget.Metric;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The budgets that annotations set for a test method: its own, then its class's and the classes around it, then the package's. */
final class AnnotatedBudgets {
    private AnnotatedBudgets() {}

    /** Metric by metric the most specific limit. */
    static List<DeclaredBudget> of(Class<?> testClass, Method method) {
        Map<Metric, DeclaredBudget> budgets = new EnumMap<>(Metric.class);
        String file = SourceLines.fileOf(testClass);
        collect(
                budgets,
                method,
                new Declarations(
                        testClass.getName() + "." + method.getName(),
                        SourceLines.fileOf(method.getDeclaringClass()),
                        SourceLines.firstLineOf(method)));
        for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
            collect(budgets, type, new Declarations(type.getName(), file, 0));
        }
        Package enclosing = testClass.getPackage();
        if (enclosing != null) {
            collect(budgets, enclosing, new Declarations("package " + enclosing.getName(), "package-info.java", 0));
        }
        return List.copyOf(budgets.values());
    }

    private static void collect(
            Map<Metric, DeclaredBudget> budgets, AnnotatedElement element, Declarations declarations) {
        Annotated.find(element, LatencyBudget.class).ifPresent(declarations::add);
        Annotated.find(element, MaxQueries.class).ifPresent(declarations::add);
        Annotated.find(element, NoNPlusOne.class).ifPresent(declarations::add);
        Annotated.find(element, IndexedQueries.class).ifPresent(declarations::add);
        Annotated.find(element, NoDuplicateQueries.class).ifPresent(declarations::add);
        Annotated.find(element, NoRepeatedQueries.class).ifPresent(declarations::add);
        Annotated.find(element, MaxRows.class).ifPresent(declarations::add);
        Annotated.find(element, MaxConnections.class).ifPresent(declarations::add);
        Annotated.find(element, NoConnectionLeak.class).ifPresent(declarations::add);
        Annotated.find(element, MaxTransactionTime.class).ifPresent(declarations::add);
        Annotated.find(element, MaxResponseSize.class).ifPresent(declarations::add);
        Annotated.find(element, MaxRetained.class).ifPresent(declarations::add);
        Annotated.find(element, MaxPeakHeap.class).ifPresent(declarations::add);
        Annotated.find(element, FlatMemory.class).ifPresent(declarations::add);
        Annotated.find(element, MaxThreads.class).ifPresent(declarations::add);
        Annotated.find(element, MaxAllocation.class).ifPresent(declarations::add);
        Annotated.find(element, MaxErrorRate.class).ifPresent(declarations::add);
        Annotated.find(element, MinThroughput.class).ifPresent(declarations::add);
        Set<Metric> moreSpecific = Set.copyOf(budgets.keySet());
        declarations.budgets().stream()
                .filter(budget -> moreSpecific.stream().noneMatch(known -> known.replaces(budget.metric())))
                .forEach(budget -> budgets.put(budget.metric(), budget));
    }
}
