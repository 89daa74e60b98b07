package io.perfbudgets.junit.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.sql.RunOnce;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * Holds the N+1 decision against labelled cases over real libraries, prints its precision and recall and writes them to
 * {@code target/n-plus-one-corpus.json}. A case that is wrong must be listed as known; a known one that has become right
 * must be taken off the list.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NPlusOneCorpusTest {
    private static final List<Class<?>> TECHNOLOGIES = List.of(
            HibernateCases.class,
            SpringDataCases.class,
            JdbcCases.class,
            SpringJdbcCases.class,
            JooqCases.class,
            MyBatisCases.class);

    private final Map<Method, Answer> answers = new LinkedHashMap<>();

    @TestFactory
    Stream<DynamicTest> decidesEachCaseRightly() {
        Stream<DynamicTest> cases = TECHNOLOGIES.stream()
                .flatMap(NPlusOneCorpusTest::cases)
                .map(each -> dynamicTest(name(each), () -> check(each, answer(each))));
        Stream<DynamicTest> tests =
                cases(OwnLoopCases.class).map(each -> dynamicTest(name(each), () -> check(each, answerOfTest(each))));
        return Stream.concat(cases, tests);
    }

    private static Stream<Method> cases(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Right.class))
                .sorted(Comparator.comparing(Method::getName));
    }

    private static String name(Method each) {
        return each.getDeclaringClass().getSimpleName() + "." + each.getName();
    }

    private void check(Method each, Answer answer) {
        answers.put(each, answer);
        Right right = each.getAnnotation(Right.class);
        if (right.known().isEmpty()) {
            assertThat(answer).as(name(each)).isEqualTo(right.value());
        } else {
            assertThat(answer)
                    .as(name(each) + " is known as wrong, and right by now: take it off the list")
                    .isNotEqualTo(right.value());
        }
    }

    private static Answer answer(Method each) throws Throwable {
        Constructor<?> constructor = each.getDeclaringClass().getDeclaredConstructor();
        constructor.setAccessible(true);
        each.setAccessible(true);
        Object cases = constructor.newInstance();
        RunningTest test =
                RunningTests.begin(Subject.test(each.getDeclaringClass().getName(), each.getName()));
        try {
            Units.iterate(test, () -> each.invoke(cases));
        } finally {
            RunningTests.end(test);
            if (cases instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
        Measurement measurement = test.measurements(true).get(0);
        if (!measurement.nPlusOnes().isEmpty()) {
            return Answer.N_PLUS_ONE;
        }
        return RunOnce.in(measurement.worstUnit()).isEmpty() ? Answer.FINE : Answer.RUN_ONCE;
    }

    private static Answer answerOfTest(Method each) {
        long failed = EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(each.getDeclaringClass(), each))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.started(1))
                .failed()
                .count();
        return failed == 0 ? Answer.FINE : Answer.N_PLUS_ONE;
    }

    @AfterAll
    void writesPrecisionAndRecall() throws IOException {
        long found = count(each -> answers.get(each) == Answer.N_PLUS_ONE);
        long wanted = count(each -> right(each) == Answer.N_PLUS_ONE);
        long both = count(each -> answers.get(each) == Answer.N_PLUS_ONE && right(each) == Answer.N_PLUS_ONE);
        double precision = (double) both / found;
        double recall = (double) both / wanted;
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("cases", answers.size());
        json.put("precision", precision);
        json.put("recall", recall);
        var known = json.putArray("known");
        answers.keySet().stream()
                .filter(each -> !each.getAnnotation(Right.class).known().isEmpty())
                .forEach(each -> known.addObject()
                        .put("case", name(each))
                        .put("right", right(each).name())
                        .put("found", answers.get(each).name())
                        .put("why", each.getAnnotation(Right.class).known()));
        Path target = Files.createDirectories(Path.of("target"));
        Files.writeString(target.resolve("n-plus-one-corpus.json"), json.toPrettyString() + "\n");
        System.out.printf(
                Locale.ROOT,
                "N+1 corpus: %d cases, %d of them N+1; precision %.1f %%, recall %.1f %%, %d known to be wrong%n",
                answers.size(),
                wanted,
                100 * precision,
                100 * recall,
                known.size());
        assertThat(answers).hasSizeGreaterThanOrEqualTo(60);
    }

    private long count(java.util.function.Predicate<Method> which) {
        return answers.keySet().stream().filter(which).count();
    }

    private static Answer right(Method each) {
        return each.getAnnotation(Right.class).value();
    }
}
