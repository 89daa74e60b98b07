package io.perfbudgets.junit;

import io.perfbudgets.budget.Origin;
import io.perfbudgets.recorded.RecordedFile;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * How one test, or one invocation of it, is recorded.
 *
 * @param name its name in the file
 * @param outermost the class whose file it is in
 * @param mode what to do
 * @param origin the annotation
 */
record RecordedPlan(String name, Class<?> outermost, RecordMode mode, Origin origin) {
    private static final Pattern INVOCATION = Pattern.compile("test-template-invocation:#(\\d+)]$");

    /** The plan of the test; empty if it has none. One that cannot be meant is refused. */
    static Optional<RecordedPlan> of(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        Method test = context.getRequiredTestMethod();
        return annotation(type, test).map(annotation -> {
            if (!hasOrder(test)) {
                throw new ExtensionConfigurationException("@RecordedQueries on " + type.getName() + "." + test.getName()
                        + " does not go with @Load or @TestFactory: what runs side by side has no order, and dynamic tests"
                        + " no names that last");
            }
            RecordMode mode = PerfExtension.session(context).isSabotaged()
                    ? RecordMode.VERIFY // nothing that was made to break is recorded
                    : RecordMode.of(
                            Optional.ofNullable(System.getProperty(RecordMode.PROPERTY)),
                            annotation.mode(),
                            Optional.ofNullable(System.getenv("CI")));
            Origin origin = new Origin(
                    "@RecordedQueries", SourceLines.fileOf(test.getDeclaringClass()), SourceLines.firstLineOf(test));
            return new RecordedPlan(name(type, test) + invocation(context, test), outermost(type), mode, origin);
        });
    }

    private static boolean hasOrder(Method test) {
        return !Annotated.has(test, Load.class) && !Annotated.has(test, TestFactory.class);
    }

    /** What is said of a class is not meant for its tests that have no order. */
    private static Optional<RecordedQueries> annotation(Class<?> testClass, Method test) {
        Optional<RecordedQueries> annotation = Annotated.find(test, RecordedQueries.class);
        if (annotation.isPresent() || !hasOrder(test)) {
            return annotation;
        }
        return Annotated.nearest(testClass, test, RecordedQueries.class);
    }

    /** {@code lists}, in a nested class {@code Empty.lists}, where overloaded {@code lists(int, String)}. */
    private static String name(Class<?> type, Method test) {
        String nested = type.getEnclosingClass() == null ? "" : name(type) + ".";
        boolean overloaded = tests(type).stream()
                        .filter(other -> other.getName().equals(test.getName()))
                        .count()
                > 1;
        String parameters = overloaded
                ? Arrays.stream(test.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"))
                : "";
        return nested + test.getName() + parameters;
    }

    private static String name(Class<?> nested) {
        Class<?> around = nested.getEnclosingClass();
        boolean within = around != null && around.getEnclosingClass() != null;
        return (within ? name(around) + "." : "") + nested.getSimpleName();
    }

    private static List<Method> tests(Class<?> type) {
        return ReflectionSupport.findMethods(
                type, method -> Annotated.has(method, Testable.class), HierarchyTraversalMode.TOP_DOWN);
    }

    /** By number and not by display name, which may hold values. The iterations of a {@link PerfTest} are one test. */
    private static String invocation(ExtensionContext context, Method test) {
        Matcher number = INVOCATION.matcher(context.getUniqueId());
        return number.find() && !Annotated.has(test, PerfTest.class) ? "[" + number.group(1) + "]" : "";
    }

    private static Class<?> outermost(Class<?> type) {
        Class<?> outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        return outermost;
    }

    /** The tests of {@code outermost} and of the classes within that are recorded, by their names in the file. */
    static List<String> namesIn(Class<?> outermost) {
        List<String> names = tests(outermost).stream()
                .filter(test -> annotation(outermost, test).isPresent())
                .map(test -> name(outermost, test))
                .collect(Collectors.toList());
        for (Class<?> nested : outermost.getDeclaredClasses()) {
            names.addAll(namesIn(nested));
        }
        return names;
    }

    /** Its name without the number of the invocation. */
    String method() {
        return RecordedFile.withoutIndex(name);
    }
}
