package io.perfbudgets.junit;

import io.perfbudgets.budget.Origin;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * What {@link ConstantQueries} asks for at one test.
 *
 * @param grow adds so many
 * @param owner the class of the instance that it is called on
 * @param by how many, step by step
 * @param noun what grows
 */
record GrowthPlan(Method grow, Class<?> owner, List<Integer> by, String noun, Origin origin) {

    /** The plan of the test; empty if it has none. A plan that cannot be meant is refused. */
    static Optional<GrowthPlan> of(ExtensionContext context) {
        Method test = context.getRequiredTestMethod();
        return Annotated.nearest(context.getRequiredTestClass(), test, ConstantQueries.class)
                .map(found -> of(found, context.getRequiredTestClass(), test));
    }

    private static GrowthPlan of(ConstantQueries annotation, Class<?> testClass, Method test) {
        String where = "@ConstantQueries on " + testClass.getName() + "." + test.getName() + " ";
        if (Annotated.has(test, PerfTest.class) || Annotated.has(test, TestFactory.class)) {
            throw new ExtensionConfigurationException(where
                    + "needs a body that can be run again in place: use @Test instead of @PerfTest or @TestFactory");
        }
        int[] by = annotation.by();
        boolean rises = by.length >= 2 && by[0] > 0;
        for (int i = 1; i < by.length; i++) {
            rises &= by[i] > by[i - 1];
        }
        if (!rises) {
            throw new ExtensionConfigurationException(where + "has by = " + Arrays.toString(by)
                    + ": give two steps or more, each larger than the one before, such as {5, 10, 25}");
        }
        for (Class<?> owner = testClass; owner != null; owner = owner.getEnclosingClass()) {
            for (Class<?> count : List.of(int.class, long.class)) {
                Optional<Method> grow = ReflectionSupport.findMethod(owner, annotation.grow(), count);
                if (grow.isPresent()) {
                    requireTotal(where, grow.get());
                    String noun = annotation.of().isEmpty() ? noun(annotation.grow()) : annotation.of();
                    Origin origin = new Origin(
                            "@ConstantQueries(grow = \"" + annotation.grow() + "\")",
                            SourceLines.fileOf(test.getDeclaringClass()),
                            SourceLines.firstLineOf(test));
                    return new GrowthPlan(
                            grow.get(), owner, Arrays.stream(by).boxed().toList(), noun, origin);
                }
            }
        }
        throw new ExtensionConfigurationException(where + "has grow = \"" + annotation.grow() + "\", but "
                + testClass.getSimpleName() + " has no method " + annotation.grow() + "(int)"
                + candidates(testClass));
    }

    private static void requireTotal(String where, Method grow) {
        if (!List.<Class<?>>of(void.class, int.class, long.class).contains(grow.getReturnType())) {
            throw new ExtensionConfigurationException(where + "has grow = \"" + grow.getName() + "\", which returns "
                    + grow.getReturnType().getSimpleName()
                    + ": let it return nothing, or as int or long how many there are");
        }
    }

    private static String candidates(Class<?> testClass) {
        String names = Arrays.stream(testClass.getDeclaredMethods())
                .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {int.class}))
                .map(Method::getName)
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "; it has " + names;
    }

    /** {@code addGames} grows games. */
    private static String noun(String method) {
        for (int i = 1; i < method.length(); i++) {
            if (Character.isUpperCase(method.charAt(i))) {
                return method.substring(i, i + 1).toLowerCase(Locale.ROOT) + method.substring(i + 1);
            }
        }
        return method.equals("grow") || method.equals("add") ? "rows" : method;
    }
}
