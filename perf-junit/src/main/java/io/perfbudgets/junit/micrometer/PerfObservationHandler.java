package io.perfbudgets.junit.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.perfbudgets.junit.extension.Session;
import io.perfbudgets.junit.unit.Units;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Makes each Micrometer observation whose name stands under {@code operations} in {@code budgets.yaml} a run of that
 * operation: from its start to its stop, failed if it was told of an error, with the SQL of the threads on which its scope is
 * open. Other observations, and all where no test runs, are left alone.
 *
 * <p>With Spring every {@code ObservationRegistry} bean has one. Elsewhere a test registers it:
 * {@code registry.observationConfig().observationHandler(new PerfObservationHandler())}. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PerfObservationHandler implements ObservationHandler<Observation.Context> {
    private final Set<String> operations;

    /** For the operations of the budget files in force. */
    public PerfObservationHandler() {
        this(Session.isEnabled() ? Session.budgets().operationNames() : Set.of());
    }

    /** For operations of these names. */
    public PerfObservationHandler(Set<String> operations) {
        this.operations = Set.copyOf(operations);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return !operations.isEmpty();
    }

    @Override
    public void onStart(Observation.Context context) {
        String name = context.getName();
        if (name == null || !operations.contains(name)) {
            return;
        }
        Units.Scope unit = Units.beginOperation(name);
        if (unit != null) {
            unit.detach();
            context.put(ObservedUnit.class, new ObservedUnit(unit));
        }
    }

    @Override
    public void onError(Observation.Context context) {
        ObservedUnit unit = context.get(ObservedUnit.class);
        if (unit != null) {
            unit.fail();
        }
    }

    @Override
    public void onScopeOpened(Observation.Context context) {
        ObservedUnit unit = context.get(ObservedUnit.class);
        if (unit != null) {
            unit.scopeOpened();
        }
    }

    @Override
    public void onScopeClosed(Observation.Context context) {
        ObservedUnit unit = context.get(ObservedUnit.class);
        if (unit != null) {
            unit.scopeClosed();
        }
    }

    @Override
    public void onScopeReset(Observation.Context context) {
        ObservedUnit unit = context.get(ObservedUnit.class);
        if (unit != null) {
            unit.scopeReset();
        }
    }

    @Override
    public void onStop(Observation.Context context) {
        if (context.remove(ObservedUnit.class) instanceof ObservedUnit unit) {
            unit.stop();
        }
    }
}
