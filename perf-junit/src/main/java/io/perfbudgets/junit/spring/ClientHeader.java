package io.perfbudgets.junit.spring;

import io.perfbudgets.junit.unit.Units;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Makes Spring's HTTP clients say which test they call for, so that parallel tests get their own requests. */
final class ClientHeader implements BeanPostProcessor {
    private static final ClientHttpRequestInterceptor NAME_THE_TEST = (request, body, execution) -> {
        String test = Units.currentTestId();
        if (test != null) {
            request.getHeaders().set(Units.HEADER, test);
        }
        return execution.execute(request, body);
    };

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof RestClient.Builder builder) {
            builder.requestInterceptor(NAME_THE_TEST);
        } else if (bean instanceof RestTemplate template) {
            template.getInterceptors().add(NAME_THE_TEST);
        }
        return bean;
    }
}
