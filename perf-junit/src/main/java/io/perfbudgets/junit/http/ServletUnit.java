package io.perfbudgets.junit.http;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.unit.BodySize;
import io.perfbudgets.junit.unit.Units;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** A servlet container's request as a unit, while one thread handles it. Each that is entered is to be left. */
public final class ServletUnit {
    private static final String OPEN = ServletUnit.class.getName() + ".open";
    private static final String SPRING_ROUTE = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";
    private static final int SERVER_ERROR = 500;

    private final Units.Scope scope;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    private ServletUnit(Units.Scope scope, HttpServletRequest request, HttpServletResponse response) {
        this.scope = scope;
        this.request = request;
        this.response = response;
    }

    /**
     * A new unit, or the one that an asynchronous request goes on with.
     *
     * @param request if it is one of HTTP
     * @param response the answer to it
     * @return nothing for what is part of a unit already, as a forward or include is, or of no running test
     */
    public static @Nullable ServletUnit enter(Object request, Object response) {
        if (request instanceof HttpServletRequest asked && response instanceof HttpServletResponse answer) {
            Units.Scope scope = scopeOf(asked);
            return scope == null ? null : new ServletUnit(scope, asked, answer);
        }
        return null;
    }

    private static Units.@Nullable Scope scopeOf(HttpServletRequest request) {
        Object open = request.getAttribute(OPEN);
        if (open == null) {
            Units.Scope scope = Units.beginRequest(subject(request), request.getHeader(Units.HEADER));
            request.setAttribute(OPEN, scope);
            return scope;
        }
        if (request.getDispatcherType() == DispatcherType.ASYNC
                && open instanceof Units.Scope scope
                && !scope.isAttached()) {
            scope.attach();
            return scope;
        }
        return null;
    }

    /** The answer, whose body is counted where somebody asks for that. */
    ServletResponse response() {
        BodySize body = scope.body();
        return body == null || response instanceof CountedResponse ? response : new CountedResponse(response, body);
    }

    /** The answer for callers that know no servlets: {@link #response()}. */
    public Object answer() {
        return response();
    }

    /** This thread is done with it; it ends now, or when the asynchronous request does. */
    public void leave(boolean thrown) {
        if (request.isAsyncStarted()) {
            scope.detach();
            request.getAsyncContext().addListener(new EndOfAsync(scope, request));
        } else {
            end(scope, request, response, thrown);
        }
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
