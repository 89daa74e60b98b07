package io.perfbudgets.junit.spring;

import io.perfbudgets.junit.load.LoadContext;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.TestSecurityContextHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What Spring binds to the thread of a test. Each load thread gets a security context of its own with the test's
 * authentication. A transaction cannot be shared: what the test has prepared in it is not seen by others. Works with
 * neither on the class path.
 */
public final class SpringLoadContext implements LoadContext {
    private static final boolean TRANSACTIONS =
            isPresent("org.springframework.transaction.support.TransactionSynchronizationManager");
    private static final boolean SECURITY =
            isPresent("org.springframework.security.core.context.SecurityContextHolder");
    private static final boolean TEST_SECURITY =
            isPresent("org.springframework.security.test.context.TestSecurityContextHolder");

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, SpringLoadContext.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    @Override
    public Runnable capture() {
        if (TEST_SECURITY) {
            return TestSecurity.capture();
        }
        return SECURITY ? Security.capture() : () -> {};
    }

    @Override
    public Optional<String> obstacle() {
        return TRANSACTIONS && Transactions.isActive()
                ? Optional.of(
                        "runs within a transaction that is bound to the test's thread (@Transactional). The load's threads"
                                + " would neither see what it has written nor be rolled back with it: take @Transactional off the"
                                + " test, or set its propagation to NOT_SUPPORTED, and clean up after the load")
                : Optional.empty();
    }

    /** Loaded only where Spring's transactions are. */
    private static final class Transactions {
        static boolean isActive() {
            return TransactionSynchronizationManager.isActualTransactionActive();
        }
    }

    /** Loaded only where Spring Security is. */
    private static final class Security {
        static Runnable capture() {
            SecurityContext captured = SecurityContextHolder.getContext();
            return captured.getAuthentication() == null
                    ? () -> {}
                    : () -> SecurityContextHolder.setContext(copy(captured));
        }

        static SecurityContext copy(SecurityContext captured) {
            SecurityContext copy = SecurityContextHolder.createEmptyContext();
            copy.setAuthentication(captured.getAuthentication());
            return copy;
        }
    }

    /** Loaded only where Spring Security's test support is; MockMvc takes the user from its holder. */
    private static final class TestSecurity {
        static Runnable capture() {
            SecurityContext captured = TestSecurityContextHolder.getContext();
            return captured.getAuthentication() == null
                    ? () -> {}
                    : () -> TestSecurityContextHolder.setContext(Security.copy(captured));
        }
    }
}
