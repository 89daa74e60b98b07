package io.perfbudgets.example.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SlowRequestLog extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(SlowRequestLog.class);

    private final Duration limit;

    SlowRequestLog(@Value("${example.slow-request}") Duration limit) {
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long start = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            if (took.compareTo(limit) > 0) {
                log.warn(
                        "[SLOW REQUEST] {} {} - {}",
                        request.getMethod(),
                        request.getRequestURI(),
                        String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0));
            }
        }
    }
}
