package io.perfbudgets.junit.http;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.unit.BodySize;
import io.perfbudgets.junit.unit.Units;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Makes each request that a servlet container handles a unit. Register it before all other filters; under Spring Boot it
 * is there by itself. Map it to asynchronous dispatches too if there are any. Under Spring MVC the subject is the route's template, elsewhere it is guessed from the path. Does
 * nothing while no test runs.
 */
public final class PerfServletFilter implements Filter {
    private static final String OPEN = PerfServletFilter.class.getName() + ".open";
    private static final String SPRING_ROUTE = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";
    private static final int SERVER_ERROR = 500;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Units.Scope scope = request instanceof HttpServletRequest http ? scopeOf(http) : null;
        if (scope == null) {
            chain.doFilter(request, response);
            return;
        }
        HttpServletRequest http = (HttpServletRequest) request;
        boolean thrown = true;
        try {
            chain.doFilter(request, counted(scope, response));
            thrown = false;
        } finally {
            if (http.isAsyncStarted()) {
                scope.detach();
                http.getAsyncContext().addListener(new EndOfAsync(scope, http));
            } else {
                end(scope, http, (HttpServletResponse) response, thrown);
            }
        }
    }

    private static ServletResponse counted(Units.Scope scope, ServletResponse response) {
        BodySize body = scope.body();
        return body == null || response instanceof CountedResponse
                ? response
                : new CountedResponse((HttpServletResponse) response, body);
    }

    /** A new unit, or the one that an asynchronous request goes on with; none for a forward or include within one. */
    private static Units.@Nullable Scope scopeOf(HttpServletRequest request) {
        Object open = request.getAttribute(OPEN);
        if (open == null) {
            Units.Scope scope = Units.beginRequest(subject(request), request.getHeader(Units.HEADER));
            request.setAttribute(OPEN, scope);
            return scope;
        }
        if (request.getDispatcherType() == DispatcherType.ASYNC && open instanceof Units.Scope scope) {
            scope.attach();
            return scope;
        }
        return null;
    }

    private static void end(
            Units.Scope scope, HttpServletRequest request, HttpServletResponse response, boolean thrown) {
        request.removeAttribute(OPEN);
        scope.subject(subject(request));
        if (thrown || response.getStatus() >= SERVER_ERROR) {
            scope.fail();
        }
        scope.close();
    }

    private static Subject subject(HttpServletRequest request) {
        Object route = request.getAttribute(SPRING_ROUTE);
        return Subject.request(
                request.getMethod(), route instanceof String known ? known : Routes.guess(request.getRequestURI()));
    }

    /** Ends the unit when the response is complete, on whatever thread that is. */
    private static final class EndOfAsync implements AsyncListener {
        private final Units.Scope scope;
        private final HttpServletRequest request;
        private volatile boolean failed;

        EndOfAsync(Units.Scope scope, HttpServletRequest request) {
            this.scope = scope;
            this.request = request;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            end(scope, request, (HttpServletResponse) event.getSuppliedResponse(), failed);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            failed = true;
        }

        @Override
        public void onError(AsyncEvent event) {
            failed = true;
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
