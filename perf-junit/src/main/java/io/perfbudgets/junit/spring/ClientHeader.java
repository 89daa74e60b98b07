package io.perfbudgets.junit.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.util.ClassUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

/** Makes the HTTP clients among the beans say which test they call for, so that parallel tests get their own requests. */
final class ClientHeader implements BeanPostProcessor {
    private static final ClientHttpRequestInterceptor NAME_THE_TEST = (request, body, execution) -> {
        SpringClients.name(request);
        return execution.execute(request, body);
    };
    private static final boolean WEB_FLUX = ClassUtils.isPresent(
            "org.springframework.web.reactive.function.client.WebClient", ClientHeader.class.getClassLoader());

    @Override
    public @Nullable Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof RestClient.Builder builder) {
            builder.requestInterceptor(NAME_THE_TEST);
        } else if (bean instanceof RestTemplate template) {
            template.getInterceptors().add(NAME_THE_TEST);
        } else if (WEB_FLUX) {
            Reactive.name(bean);
        }
        return bean;
    }

    private static final class Reactive {
        static void name(Object bean) {
            if (bean instanceof WebClient.Builder builder) {
                builder.filter((request, next) -> next.exchange(SpringClients.Reactive.named(request)));
            }
        }
    }
}
