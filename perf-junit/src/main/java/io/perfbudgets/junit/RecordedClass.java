package io.perfbudgets.junit;

import io.perfbudgets.budget.BudgetFileException;
import io.perfbudgets.recorded.RecordedFile;
import io.perfbudgets.recorded.RecordedStore;
import io.perfbudgets.recorded.RecordedTest;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** The file of one class while its tests run. When they are over it looks for records that are nobody's. Thread-safe. */
@SuppressWarnings("deprecation") // Jupiter 6 would close any AutoCloseable, 5.10 closes only this
final class RecordedClass implements CloseableResource, AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.perfbudgets");

    private final Class<?> type;
    private final RecordMode mode;
    private final RecordedStore store;
    private final String name;
    private final Set<String> ran = ConcurrentHashMap.newKeySet();

    private RecordedClass(RecordedPlan plan) {
        SourceTree sources = SourceTree.of(plan.outermost());
        Path file = sources.queriesOf(plan.outermost());
        this.type = plan.outermost();
        this.mode = plan.mode();
        this.store = new RecordedStore(file, type.getSimpleName(), sources.scratch());
        this.name = sources.nameOf(file);
    }

    /** That of {@code plan}'s class, from now until all tests of the class are over. */
    static RecordedClass of(ExtensionContext context, RecordedPlan plan) {
        ExtensionContext ofClass = context;
        for (Optional<ExtensionContext> at = context.getParent();
                at.isPresent() && at.get().getTestClass().isPresent();
                at = at.get().getParent()) {
            ofClass = at.get();
        }
        return PerfExtension.stored(ofClass, RecordedClass.class, RecordedClass.class, () -> new RecordedClass(plan));
    }

    /** The file, for messages. */
    String name() {
        return name;
    }

    /** What is recorded by now; a damaged file is refused. */
    RecordedFile read() {
        try {
            return store.read();
        } catch (BudgetFileException damaged) {
            throw new ExtensionConfigurationException(damaged.getMessage() + "\n" + name + " holds recorded statements:"
                    + " mend it, or delete it and record anew with -D" + RecordMode.PROPERTY + "=update");
        } catch (UncheckedIOException unreadable) {
            throw new ExtensionConfigurationException("Recorded statements: " + unreadable.getMessage(), unreadable);
        }
    }

    void record(String test, RecordedTest statements) {
        store.change(tests -> tests.put(test, statements));
    }

    /** Notes that a test came to be compared or recorded. */
    void ran(String test) {
        ran.add(test);
    }

    @Override
    public void close() {
        try {
            Set<String> stale = stale(store.read().tests().keySet());
            if (stale.isEmpty()) {
                return;
            }
            if (mode == RecordMode.UPDATE) {
                store.change(tests -> tests.keySet().removeAll(stale));
                LOG.log(System.Logger.Level.INFO, "Took out of " + name + " what is no test any more: " + stale);
            } else {
                LOG.log(
                        System.Logger.Level.WARNING,
                        name + " holds records of tests that are no more: " + String.join(", ", stale) + ". -D"
                                + RecordMode.PROPERTY + "=update takes them out");
            }
        } catch (BudgetFileException | UncheckedIOException refused) {
            // each test of the class has said so already
        }
    }

    private Set<String> stale(Set<String> recorded) {
        List<String> tests = RecordedPlan.namesIn(type);
        Set<String> stale = new TreeSet<>(recorded);
        stale.removeIf(each -> tests.contains(RecordedFile.withoutIndex(each)));
        if (ranWhole(tests)) {
            recorded.stream().filter(each -> isBeyond(each, Set.copyOf(ran))).forEach(stale::add);
        }
        return stale;
    }

    private boolean ranWhole(List<String> tests) {
        Set<String> methods = new HashSet<>();
        ran.forEach(each -> methods.add(RecordedFile.withoutIndex(each)));
        return methods.containsAll(tests);
    }

    /** Whether a record is of an invocation more than there are now, all of which ran. */
    private static boolean isBeyond(String recorded, Set<String> ran) {
        String method = RecordedFile.withoutIndex(recorded);
        long invocations = ran.stream()
                .filter(each -> RecordedFile.withoutIndex(each).equals(method))
                .count();
        boolean all = LongStream.rangeClosed(1, invocations).allMatch(i -> ran.contains(method + "[" + i + "]"))
                || (invocations == 1 && ran.contains(method));
        return all && !ran.contains(recorded);
    }
}
