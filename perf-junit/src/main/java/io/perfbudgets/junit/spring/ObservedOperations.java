package io.perfbudgets.junit.spring;

import io.micrometer.observation.ObservationRegistry;
import io.perfbudgets.junit.micrometer.PerfObservationHandler;
import java.util.Set;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Has every ObservationRegistry bean make the observations that {@code budgets.yaml} names operations. */
final class ObservedOperations implements BeanPostProcessor {
    private final Set<String> names;

    /** @param names of all operations */
    ObservedOperations(Set<String> names) {
        this.names = names;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        // One that has no handler yet calls itself a no-op, too.
        if (!names.isEmpty() && bean instanceof ObservationRegistry registry && registry != ObservationRegistry.NOOP) {
            registry.observationConfig().observationHandler(new PerfObservationHandler(names));
        }
        return bean;
    }
}
