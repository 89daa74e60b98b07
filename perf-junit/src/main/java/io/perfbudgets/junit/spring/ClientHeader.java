package io.perfbudgets.junit.spring;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

/** Makes the HTTP clients among the beans say which test they call for, so that parallel tests get their own requests. */
final class ClientHeader implements BeanPostProcessor {
    private static final ClientHttpRequestInterceptor NAME_THE_TEST = (request, body, execution) -> {
        SpringClients.name(request);
        return execution.execute(request, body);
    };
    private static final boolean WEB_FLUX = isPresent("org.springframework.web.reactive.function.client.WebClient");
    private static final boolean WEB_TEST_CLIENT =
            WEB_FLUX && isPresent("org.springframework.test.web.reactive.server.WebTestClient");

    private static boolean isPresent(String type) {
        return ClassUtils.isPresent(type, ClientHeader.class.getClassLoader());
    }

    @Override
    public @Nullable Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof RestClient.Builder builder) {
            builder.requestInterceptor(NAME_THE_TEST);
            return bean;
        }
        if (bean instanceof RestTemplate template) {
            template.getInterceptors().add(NAME_THE_TEST);
            return bean;
        }
        if (bean.getClass().getName().startsWith("org.springframework.boot.")) {
            return Boot.naming(bean);
        }
        if (WEB_TEST_CLIENT && bean instanceof WebTestClient client) {
            return Reactive.naming(client);
        }
        if (WEB_FLUX) {
            Reactive.name(bean);
        }
        return bean;
    }

    /** Of Spring Boot, whose clients' packages differ from one version to the next. */
    private static final class Boot {
        static @Nullable Object naming(Object bean) {
            return switch (bean.getClass().getSimpleName()) {
                case "RestTemplateBuilder" ->
                    call(bean, "additionalInterceptors", (Object) new ClientHttpRequestInterceptor[] {NAME_THE_TEST});
                case "TestRestTemplate" -> {
                    if (call(bean, "getRestTemplate") instanceof RestTemplate template) {
                        template.getInterceptors().add(NAME_THE_TEST);
                    }
                    yield bean;
                }
                default -> bean;
            };
        }

        /** What the method answers; the bean itself if this version has no such method. */
        private static @Nullable Object call(Object bean, String name, Object... arguments) {
            Class<?>[] types = new Class<?>[arguments.length];
            for (int i = 0; i < types.length; i++) {
                types[i] = arguments[i].getClass();
            }
            Method method = ReflectionUtils.findMethod(bean.getClass(), name, types);
            return method == null ? bean : ReflectionUtils.invokeMethod(method, bean, arguments);
        }
    }

    private static final class Reactive {
        private static final ExchangeFilterFunction NAME =
                (request, next) -> next.exchange(SpringClients.Reactive.named(request));

        static void name(Object bean) {
            if (bean instanceof WebClient.Builder builder) {
                builder.filter(NAME);
            }
        }

        static WebTestClient naming(WebTestClient client) {
            return client.mutate().filter(NAME).build();
        }
    }
}
