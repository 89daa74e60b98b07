package io.perfbudgets.junit.jdbc;

/** What a class on a stack is to us, told by its name once and remembered for as long as the class lives. */
enum Role {
    /** Calls the tests. */
    ENGINE,
    /** Begins the unit of a request: what called it, be it a test, is not its doing. */
    REQUEST,
    /** Begins an operation; whose test it is in is still to be seen. */
    OPERATION,
    FRAMEWORK,
    APPLICATION;

    private static final ClassValue<Role> KNOWN = new ClassValue<>() {
        @Override
        protected Role computeValue(Class<?> type) {
            return of(type.getName());
        }
    };

    static Role of(Class<?> type) {
        return KNOWN.get(type);
    }

    private static Role of(String name) {
        if (name.startsWith("org.junit.platform.")
                || name.startsWith("org.junit.jupiter.engine.")
                || name.startsWith("org.junit.runners.")
                || name.startsWith("org.testng.")) {
            return ENGINE;
        }
        if (name.startsWith("io.perfbudgets.junit.http.")) {
            return REQUEST;
        }
        if (name.startsWith("io.perfbudgets.junit.Perf") || name.startsWith("io.perfbudgets.junit.spring.Operation")) {
            return OPERATION;
        }
        return NotApplication.is(name) ? FRAMEWORK : APPLICATION;
    }
}
