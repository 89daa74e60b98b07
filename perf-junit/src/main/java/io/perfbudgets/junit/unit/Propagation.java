package io.perfbudgets.junit.unit;

import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries the unit of the thread that hands work over to the thread that does it. The work runs with exactly that unit,
 * and the thread has its own again afterwards. Thread-safe; costs nothing where no unit is open.
 */
public final class Propagation {
    private Propagation() {}

    /** This thread's unit, to be given to another by {@link #unit(OpenUnit)}; null if it has none. */
    public static @Nullable OpenUnit unit() {
        return Units.current();
    }

    /** Gives this thread a unit, or none. */
    public static void unit(@Nullable OpenUnit unit) {
        Units.swap(unit);
    }

    /** The work, with this thread's unit if it has one. */
    public static Runnable carry(Runnable work) {
        OpenUnit unit = Units.current();
        return unit == null ? work : carry(unit, work);
    }

    /** The work, with this thread's unit if it has one. */
    public static <T extends @Nullable Object> Callable<T> carry(Callable<T> work) {
        OpenUnit unit = Units.current();
        return unit == null ? work : carry(unit, work);
    }

    /**
     * Work of the type that is expected, with this thread's unit if it has one.
     *
     * @param expected a functional interface that {@code work} implements; of a type that is not known it stays as it is
     */
    public static Object carry(Class<?> expected, Object work) {
        OpenUnit unit = Units.current();
        return unit == null ? work : carry(unit, expected, work);
    }

    /** As {@link #carry(Class, Object)}, and where this thread has no unit the work will have none either. */
    static Object carryExactly(Class<?> expected, Object work) {
        return carry(Units.current(), expected, work);
    }

    @SuppressWarnings("unchecked") // what is taken and returned passes through
    private static Object carry(@Nullable OpenUnit unit, Class<?> expected, Object work) {
        if (expected == Runnable.class) {
            return carry(unit, (Runnable) work);
        }
        if (expected == Callable.class) {
            return carry(unit, (Callable<Object>) work);
        }
        if (expected == Supplier.class) {
            return carry(unit, (Supplier<Object>) work);
        }
        if (expected == Function.class) {
            Function<Object, Object> function = (Function<Object, Object>) work;
            return (Function<Object, Object>) value ->
                    carry(unit, (Supplier<Object>) () -> function.apply(value)).get();
        }
        if (expected == BiFunction.class) {
            BiFunction<Object, Object, Object> function = (BiFunction<Object, Object, Object>) work;
            return (BiFunction<Object, Object, Object>)
                    (first, second) -> carry(unit, (Supplier<Object>) () -> function.apply(first, second))
                            .get();
        }
        if (expected == Consumer.class) {
            Consumer<Object> consumer = (Consumer<Object>) work;
            return (Consumer<Object>) value ->
                    carry(unit, (Runnable) () -> consumer.accept(value)).run();
        }
        if (expected == BiConsumer.class) {
            BiConsumer<Object, Object> consumer = (BiConsumer<Object, Object>) work;
            return (BiConsumer<Object, Object>) (first, second) ->
                    carry(unit, (Runnable) () -> consumer.accept(first, second)).run();
        }
        return work;
    }

    private static Runnable carry(@Nullable OpenUnit unit, Runnable work) {
        return () -> {
            OpenUnit before = Units.swap(unit);
            long mark = UnitAllocation.mark(unit, before);
            try {
                work.run();
            } finally {
                UnitAllocation.settle(unit, before, mark);
                Units.swap(before);
            }
        };
    }

    private static <T extends @Nullable Object> Callable<T> carry(@Nullable OpenUnit unit, Callable<T> work) {
        return () -> {
            OpenUnit before = Units.swap(unit);
            long mark = UnitAllocation.mark(unit, before);
            try {
                return work.call();
            } finally {
                UnitAllocation.settle(unit, before, mark);
                Units.swap(before);
            }
        };
    }

    private static Supplier<Object> carry(@Nullable OpenUnit unit, Supplier<Object> work) {
        return () -> {
            OpenUnit before = Units.swap(unit);
            long mark = UnitAllocation.mark(unit, before);
            try {
                return work.get();
            } finally {
                UnitAllocation.settle(unit, before, mark);
                Units.swap(before);
            }
        };
    }
}
