package io.perfbudgets.junit.spring;

import io.perfbudgets.junit.unit.Units;
import java.lang.reflect.Method;
import java.util.Map;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;

/**
 * Makes the methods that {@code budgets.yaml} names ({@code operations: … method:}) operations, by a proxy of their bean:
 * production code needs to know nothing of it.
 */
final class OperationMethods extends AbstractBeanFactoryAwareAdvisingPostProcessor {
    private static final long serialVersionUID = 1L;

    OperationMethods(Map<String, String> operations) {
        setProxyTargetClass(true);
        StaticMethodMatcherPointcut named = new StaticMethodMatcherPointcut() {
            @Override
            public boolean matches(Method method, Class<?> type) {
                return operation(operations, method, type) != null;
            }
        };
        MethodInterceptor measure = invocation -> {
            Object self = invocation.getThis();
            String name = operation(
                    operations,
                    invocation.getMethod(),
                    self == null ? invocation.getMethod().getDeclaringClass() : self.getClass());
            if (name == null) {
                return invocation.proceed();
            }
            try (Units.Scope operation = Units.beginOperation(name)) {
                try {
                    return invocation.proceed();
                } catch (Throwable failure) {
                    if (operation != null) {
                        operation.fail();
                    }
                    throw failure;
                }
            }
        };
        advisor = new DefaultPointcutAdvisor(named, measure);
    }

    /** The operation's name, looked up for the bean's class and the classes and interfaces that it is made of. */
    private static @Nullable String operation(Map<String, String> operations, Method method, Class<?> type) {
        if (operations.isEmpty()) {
            return null;
        }
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            String name = operations.get(each.getName() + "." + method.getName());
            if (name != null) {
                return name;
            }
            for (Class<?> face : each.getInterfaces()) {
                String ofFace = operations.get(face.getName() + "." + method.getName());
                if (ofFace != null) {
                    return ofFace;
                }
            }
        }
        return null;
    }
}
