package io.perfbudgets.junit.spring;

import io.perfbudgets.junit.jdbc.Capture;
import io.perfbudgets.junit.jdbc.CapturedDataSource;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import javax.sql.DataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Captures every DataSource bean. The bean keeps its class (a proxy of it), so that whoever injects a
 * {@code HikariDataSource} still gets one; a final class is wrapped.
 */
final class DataSourceCapture implements BeanPostProcessor {
    private static final MethodInterceptor CAPTURE = invocation -> invocation.getThis() instanceof DataSource dataSource
                    && invocation.getMethod().getName().equals("getConnection")
            ? Capture.connect(dataSource, () -> (Connection) invocation.proceed())
            : invocation.proceed();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof DataSource dataSource) || isCaptured(bean) || bean instanceof ScopedObject) {
            return bean;
        }
        if (Modifier.isFinal(bean.getClass().getModifiers())) {
            return new CapturedDataSource(dataSource);
        }
        ProxyFactory proxy = new ProxyFactory(bean);
        proxy.setProxyTargetClass(true);
        proxy.addAdvice(CAPTURE);
        return proxy.getProxy(bean.getClass().getClassLoader());
    }

    private static boolean isCaptured(Object bean) {
        return bean instanceof CapturedDataSource
                || (bean instanceof Advised advised
                        && java.util.Arrays.stream(advised.getAdvisors())
                                .anyMatch(advisor -> advisor.getAdvice() == CAPTURE));
    }
}
