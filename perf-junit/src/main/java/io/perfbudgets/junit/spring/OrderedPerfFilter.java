package io.perfbudgets.junit.spring;

import io.perfbudgets.junit.http.PerfServletFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The filter before all others, so that what they do (security, sessions) counts for the request. Spring Boot maps a
 * {@link OncePerRequestFilter} to every type of dispatch, as the asynchronous ones need it.
 */
final class OrderedPerfFilter extends OncePerRequestFilter implements Ordered {
    private final PerfServletFilter filter;

    OrderedPerfFilter(PerfServletFilter filter) {
        this.filter = filter;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        filter.doFilter(request, response, chain);
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
