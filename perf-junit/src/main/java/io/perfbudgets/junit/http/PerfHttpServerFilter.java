package io.perfbudgets.junit.http;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.unit.BodySize;
import io.perfbudgets.junit.unit.Units;
import java.io.IOException;
import org.apiguardian.api.API;

/**
 * Makes each request that the JDK's {@code HttpServer} handles a unit: add it to the context's filters. The route is
 * guessed from the path. Does nothing while no test runs.
 */
@API(status = API.Status.MAINTAINED, since = "0.1")
public final class PerfHttpServerFilter extends Filter {
    private static final int SERVER_ERROR = 500;
    /** What this thread handles: a second filter, the agent's or the test's own, has nothing to add. */
    private static final ThreadLocal<HttpExchange> HANDLED = new ThreadLocal<>();

    @Override
    public String description() {
        return "Measures requests for performance budgets";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        if (HANDLED.get() != null) {
            chain.doFilter(exchange);
            return;
        }
        Subject subject = Subject.request(
                exchange.getRequestMethod(),
                Routes.guess(exchange.getRequestURI().getPath()));
        try (Units.Scope scope =
                Units.beginRequest(subject, exchange.getRequestHeaders().getFirst(Units.HEADER))) {
            BodySize body = scope == null ? null : scope.body();
            if (body != null) {
                exchange.setStreams(null, new CountedStream(exchange.getResponseBody(), body));
            }
            boolean thrown = true;
            HANDLED.set(exchange);
            try {
                chain.doFilter(exchange);
                thrown = false;
            } finally {
                HANDLED.remove();
                if (scope != null && (thrown || exchange.getResponseCode() >= SERVER_ERROR)) {
                    scope.fail();
                }
            }
        }
    }
}
