package io.perfbudgets.junit;

import io.perfbudgets.budget.Metric;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The budgets that annotations set for a test method: its own, then its class's and the classes around it, then the package's. */
final class AnnotatedBudgets {
    /** In a list, as a method reference for each would be linked at the start of every test JVM. */
    private static final List<Class<? extends Annotation>> KINDS = List.of(
            LatencyBudget.class,
            MaxQueries.class,
            NoNPlusOne.class,
            IndexedQueries.class,
            NoDuplicateQueries.class,
            NoRepeatedQueries.class,
            MaxRows.class,
            MaxConnections.class,
            NoConnectionLeak.class,
            MaxTransactionTime.class,
            MaxResponseSize.class,
            MaxRetained.class,
            MaxPeakHeap.class,
            FlatMemory.class,
            MaxThreads.class,
            MaxAllocation.class,
            MaxErrorRate.class,
            MinThroughput.class);

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
        Annotated annotated = Annotated.of(element);
        if (!annotated.mayHaveOurs()) {
            return;
        }
        for (Class<? extends Annotation> kind : KINDS) {
            annotated.find(kind).ifPresent(declarations::addAny);
        }
        Set<Metric> moreSpecific = Set.copyOf(budgets.keySet());
        for (DeclaredBudget budget : declarations.budgets()) {
            if (moreSpecific.stream().noneMatch(known -> known.replaces(budget.metric()))) {
                budgets.put(budget.metric(), budget);
            }
        }
    }
}
