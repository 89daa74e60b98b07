package io.perfbudgets.junit;

import io.perfbudgets.junit.unit.Units;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Calls the body of a test anew, beside the framework. Thread-safe if the body is. */
final class BodyCall implements Units.Body {
    private final Method method;
    private final @Nullable Object target;
    private final Object[] arguments;

    BodyCall(Method method, @Nullable Object target, Object[] arguments) {
        this.method = method;
        this.target = target;
        this.arguments = arguments;
        method.setAccessible(true);
    }

    @Override
    public void run() throws Throwable {
        try {
            method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            Throwable cause = thrown.getCause();
            throw cause == null ? thrown : cause;
        }
    }
}
