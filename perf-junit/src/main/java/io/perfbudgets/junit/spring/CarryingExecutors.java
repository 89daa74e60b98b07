package io.perfbudgets.junit.spring;

import io.perfbudgets.junit.unit.Propagation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.Trigger;
import org.springframework.util.ClassUtils;

/**
 * Has TaskExecutor and ExecutorService beans, and so {@code @Async}, run a task with the unit of the thread that handed it
 * over; what is scheduled again and again is nobody's. The bean keeps the type that it is declared with. What it is given
 * twice, by the agent too, is carried once: the innermost, which is the first, counts.
 */
final class CarryingExecutors implements BeanPostProcessor, BeanFactoryAware {
    private static final Set<String> HANDED_OVER =
            Set.of("execute", "submit", "submitCompletable", "invokeAll", "invokeAny", "schedule");

    private static final MethodInterceptor CARRY = invocation -> {
        Object[] arguments = invocation.getArguments();
        if (HANDED_OVER.contains(invocation.getMethod().getName()) && arguments.length > 0 && isOnce(arguments)) {
            arguments[0] = carried(arguments[0]);
        }
        return invocation.proceed();
    };

    /** What a trigger starts may run again and again. */
    private static boolean isOnce(Object[] arguments) {
        return Arrays.stream(arguments).noneMatch(Trigger.class::isInstance);
    }

    private @Nullable BeanFactory factory;

    private static Object carried(Object work) {
        if (work instanceof Runnable one) {
            return Propagation.carry(one);
        }
        if (work instanceof Callable<?> one) {
            return Propagation.carry(one);
        }
        if (work instanceof Collection<?> several) {
            List<Object> carried = new ArrayList<>();
            several.forEach(one -> carried.add(carried(one)));
            return carried;
        }
        return work;
    }

    @Override
    public void setBeanFactory(BeanFactory factory) {
        this.factory = factory;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        boolean executes = bean instanceof TaskExecutor || bean instanceof ExecutorService;
        boolean ofTheJdk = bean.getClass().getName().startsWith("java.");
        if (!executes
                || (ofTheJdk
                        ? !isDeclaredByInterface(name)
                        : Modifier.isFinal(bean.getClass().getModifiers()))) {
            return bean; // what it runs is unattributed, which is said where it matters
        }
        ProxyFactory proxy = new ProxyFactory(bean);
        proxy.setProxyTargetClass(!ofTheJdk); // of the JDK's classes there can be no subclass
        proxy.addAdvice(CARRY);
        return proxy.getProxy(ClassUtils.getDefaultClassLoader());
    }

    /** Whether nobody can count on the bean's class, as where its method's type is {@code ExecutorService}. */
    private boolean isDeclaredByInterface(String name) {
        if (factory instanceof ConfigurableListableBeanFactory beans
                && beans.containsBeanDefinition(name)
                && beans.getMergedBeanDefinition(name) instanceof RootBeanDefinition definition) {
            Method method = definition.getResolvedFactoryMethod();
            return method != null && method.getReturnType().isInterface();
        }
        return false;
    }
}
