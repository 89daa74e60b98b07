package io.perfbudgets.junit.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import org.jspecify.annotations.Nullable;

/**
 * A procedure call: all that a prepared statement can do is {@link CapturedPreparedStatement}'s, the rest the driver's. Calls
 * are rare and parameters few, so that a proxy is cheap enough.
 */
final class CapturedCall implements InvocationHandler {
    private final CallableStatement statement;
    private final CapturedPreparedStatement captured;
    private final StatementListener listener;

    private CapturedCall(CallableStatement statement, CapturedPreparedStatement captured, StatementListener listener) {
        this.statement = statement;
        this.captured = captured;
        this.listener = listener;
    }

    static CallableStatement of(
            CallableStatement statement, CapturedPreparedStatement captured, StatementListener listener) {
        return (CallableStatement) Proxy.newProxyInstance(
                CapturedCall.class.getClassLoader(),
                new Class<?>[] {CallableStatement.class},
                new CapturedCall(statement, captured, listener));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            if (method.getName().equals("equals")) {
                return captured.equals(capturedOf(arguments));
            }
            if (method.getDeclaringClass() != CallableStatement.class) {
                return method.invoke(captured, arguments);
            }
            Object result = method.invoke(statement, arguments);
            if (method.getName().startsWith("set") && arguments != null && arguments[0] instanceof String name) {
                listener.bound(name, arguments.length > 1 ? arguments[1] : null);
            }
            return result;
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static @Nullable Object capturedOf(Object @Nullable [] arguments) {
        Object other = arguments == null ? null : arguments[0];
        return other != null
                        && Proxy.isProxyClass(other.getClass())
                        && Proxy.getInvocationHandler(other) instanceof CapturedCall call
                ? call.captured
                : other;
    }
}
