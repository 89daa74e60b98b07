package io.perfbudgets.junit.spring;

import io.perfbudgets.junit.unit.Propagation;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.concurrent.Callable;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.task.TaskExecutor;

/**
 * Has TaskExecutor beans, and so {@code @Async}, run a task with the unit of the thread that handed it over. The bean keeps
 * its class. What it is given twice, by the agent too, is carried once: the innermost, which is the first, counts.
 */
final class CarryingExecutors implements BeanPostProcessor {
    private static final Set<String> HANDED_OVER = Set.of("execute", "submit", "submitCompletable");

    private static final MethodInterceptor CARRY = invocation -> {
        Object[] arguments = invocation.getArguments();
        if (HANDED_OVER.contains(invocation.getMethod().getName()) && arguments.length > 0) {
            if (arguments[0] instanceof Runnable work) {
                arguments[0] = Propagation.carry(work);
            } else if (arguments[0] instanceof Callable<?> work) {
                arguments[0] = Propagation.carry(work);
            }
        }
        return invocation.proceed();
    };

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof TaskExecutor) || Modifier.isFinal(bean.getClass().getModifiers())) {
            return bean;
        }
        ProxyFactory proxy = new ProxyFactory(bean);
        proxy.setProxyTargetClass(true);
        proxy.addAdvice(CARRY);
        return proxy.getProxy(bean.getClass().getClassLoader());
    }
}
