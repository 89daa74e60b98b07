package io.perfbudgets.junit.extension;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.measure.Canary;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * What the limits of relative latency budgets are multiples of. What a reference does is no unit of the test: its SQL and
 * its requests count for nobody.
 */
public final class References {
    private final Class<?> testClass;
    private final Supplier<Object> instance;

    /**
     * @param testClass whose methods the references are
     * @param instance on which they are called
     */
    public References(Class<?> testClass, Supplier<Object> instance) {
        this.testClass = testClass;
        this.instance = instance;
    }

    /**
     * Refuses budgets whose reference is no method of the class.
     *
     * @throws ExtensionConfigurationException if there is one
     */
    public static void check(Class<?> testClass, List<Budget> budgets) {
        for (Budget budget : budgets) {
            budget.reference()
                    .filter(name -> !name.equals(Budget.CANARY)
                            && method(testClass, name).isEmpty())
                    .ifPresent(name -> {
                        throw new ExtensionConfigurationException(
                                budget.origin() + ": the reference '" + name + "' is no method without parameters of "
                                        + testClass.getName() + ", nor '" + Budget.CANARY + "'");
                    });
        }
    }

    private static Optional<Method> method(Class<?> testClass, String name) {
        return ReflectionSupport.findMethod(testClass, name);
    }

    /** Takes one value of a reference. */
    interface Reference {
        long nanos() throws Throwable;
    }

    /** The references of {@code budgets}, each once, by name. */
    Map<String, Reference> of(List<Budget> budgets, RunningTest test) {
        Map<String, Reference> references = new LinkedHashMap<>();
        budgets.stream()
                .flatMap(budget -> budget.reference().stream())
                .distinct()
                .forEach(name -> references.put(name, name.equals(Budget.CANARY) ? canary() : called(name, test)));
        return references;
    }

    private static Reference canary() {
        Canary canary = new Canary();
        return () -> {
            canary.run();
            return canary.cpuNanos();
        };
    }

    private Reference called(String name, RunningTest test) {
        Method method = method(testClass, name).orElseThrow();
        RunningTest aside = RunningTests.begin(Subject.test(testClass.getName(), name));
        RunningTests.end(aside);
        return () -> {
            RunningTests.end(test);
            RunningTests.resume(aside);
            try {
                return Units.iterate(aside, () -> ReflectionSupport.invokeMethod(method, instance.get()));
            } finally {
                RunningTests.end(aside);
                RunningTests.resume(test);
            }
        };
    }
}
