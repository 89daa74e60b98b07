package io.perfbudgets.junit.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.apiguardian.api.API;

/**
 * Makes each request that a servlet container handles a unit. Register it before all other filters; under Spring Boot it
 * is there by itself. Map it to asynchronous dispatches too if there are any. Under Spring MVC the subject is the route's template, elsewhere it is guessed from the path. Does
 * nothing while no test runs.
 */
@API(status = API.Status.MAINTAINED, since = "0.1")
public final class PerfServletFilter implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ServletUnit unit = ServletUnit.enter(request, response);
        if (unit == null) {
            chain.doFilter(request, response);
            return;
        }
        boolean thrown = true;
        try {
            chain.doFilter(request, unit.response());
            thrown = false;
        } finally {
            unit.leave(thrown);
        }
    }
}
