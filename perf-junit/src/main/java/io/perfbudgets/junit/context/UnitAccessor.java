package io.perfbudgets.junit.context;

import io.micrometer.context.ThreadLocalAccessor;
import io.perfbudgets.junit.unit.OpenUnit;
import io.perfbudgets.junit.unit.Propagation;
import org.jspecify.annotations.Nullable;

/**
 * Tells Micrometer's context propagation of the unit, so that whatever carries contexts carries it too: Reactor with
 * automatic propagation, {@code ContextSnapshot}, {@code ContextExecutorService}. Found by that library as a service; without
 * the library this class is never loaded.
 */
public final class UnitAccessor implements ThreadLocalAccessor<OpenUnit> {
    private static final String KEY = "io.perfbudgets.unit";

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable OpenUnit getValue() {
        return Propagation.unit();
    }

    @Override
    public void setValue(OpenUnit unit) {
        Propagation.unit(unit);
    }

    @Override
    public void setValue() {
        Propagation.unit(null);
    }
}
