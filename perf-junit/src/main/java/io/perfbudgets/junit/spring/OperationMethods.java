package io.perfbudgets.junit.spring;

import io.perfbudgets.junit.unit.Units;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.MethodClassKey;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationAttributes;

/**
 * Makes the methods that {@code budgets.yaml} names operations, by a proxy of their bean: those of {@code operations: …
 * method:} and those that Micrometer's {@code @Timed} gives an operation's name. Production code needs to know nothing of it.
 */
final class OperationMethods extends AbstractBeanFactoryAwareAdvisingPostProcessor {
    private static final long serialVersionUID = 1L;
    /** By name, as Micrometer need not be there. */
    private static final String TIMED = "io.micrometer.core.annotation.Timed";

    private final transient Map<MethodClassKey, Optional<String>> known = new ConcurrentHashMap<>();
    private final transient Map<String, String> methods;
    private final transient Set<String> names;

    /**
     * @param methods operations by the method that is one
     * @param names of all operations
     */
    OperationMethods(Map<String, String> methods, Set<String> names) {
        this.methods = methods;
        this.names = names;
        setProxyTargetClass(true);
        StaticMethodMatcherPointcut named = new StaticMethodMatcherPointcut() {
            @Override
            public boolean matches(Method method, Class<?> type) {
                return operation(method, type).isPresent();
            }
        };
        MethodInterceptor measure = invocation -> {
            Object self = invocation.getThis();
            Method method = invocation.getMethod();
            Optional<String> name = operation(method, self == null ? method.getDeclaringClass() : self.getClass());
            if (name.isEmpty()) {
                return invocation.proceed();
            }
            try (Units.Scope operation = Units.beginOperation(name.get())) {
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

    private Optional<String> operation(Method method, Class<?> type) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        return known.computeIfAbsent(
                new MethodClassKey(method, type),
                key -> Optional.ofNullable(byMethod(method, type)).or(() -> timed(method, type)));
    }

    /** Looked up for the bean's class and the classes and interfaces that it is made of. */
    private @Nullable String byMethod(Method method, Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            String name = methods.get(each.getName() + "." + method.getName());
            if (name != null) {
                return name;
            }
            for (Class<?> face : each.getInterfaces()) {
                String ofFace = methods.get(face.getName() + "." + method.getName());
                if (ofFace != null) {
                    return ofFace;
                }
            }
        }
        return null;
    }

    private Optional<String> timed(Method method, Class<?> type) {
        AnnotationAttributes timed = AnnotatedElementUtils.findMergedAnnotationAttributes(
                AopUtils.getMostSpecificMethod(method, type), TIMED, false, false);
        return Optional.ofNullable(timed)
                .map(attributes -> attributes.getString("value"))
                .filter(names::contains);
    }
}
