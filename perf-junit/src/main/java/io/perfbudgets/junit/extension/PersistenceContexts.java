package io.perfbudgets.junit.extension;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;

/**
 * The JPA persistence contexts that Spring keeps for the transaction of the calling thread. By reflection, as neither Spring
 * nor JPA need be there.
 */
public final class PersistenceContexts {
    private PersistenceContexts() {}

    /**
     * Writes what is pending and forgets all entities, so that they are read again.
     *
     * @throws Throwable what writing fails with
     */
    public static void clear() throws Throwable {
        Map<?, ?> resources;
        try {
            Class<?> synchronization =
                    Class.forName("org.springframework.transaction.support.TransactionSynchronizationManager");
            resources = (Map<?, ?>) synchronization.getMethod("getResourceMap").invoke(null);
        } catch (ReflectiveOperationException | LinkageError noSpring) {
            return;
        }
        for (Object holder : resources.values()) {
            clearHeldBy(holder);
        }
    }

    private static void clearHeldBy(Object holder) throws Throwable {
        Method held;
        Class<?> type;
        try {
            held = holder.getClass().getMethod("getEntityManager");
            type = Class.forName(
                    "jakarta.persistence.EntityManager",
                    false,
                    holder.getClass().getClassLoader());
        } catch (ReflectiveOperationException noEntityManager) {
            return;
        }
        try {
            Object entityManager = held.invoke(holder);
            if (Boolean.TRUE.equals(type.getMethod("isJoinedToTransaction").invoke(entityManager))) {
                type.getMethod("flush").invoke(entityManager);
            }
            type.getMethod("clear").invoke(entityManager);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }
}
