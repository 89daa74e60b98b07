package io.perfbudgets.example.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;

/** Before the fix: keeps every request since the start, for whoever wants to know what a slow one was. */
@RestController
@Profile("before")
class RequestHistory extends OncePerRequestFilter {

    private final Queue<Handled> all = new ConcurrentLinkedQueue<>();

    @GetMapping("/api/requests")
    List<Handled> all() {
        return List.copyOf(all);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Instant begin = Instant.now();
        chain.doFilter(request, response);
        all.add(new Handled(
                begin,
                Duration.between(begin, Instant.now()),
                request.getMethod(),
                request.getRequestURL().toString(),
                headers(request),
                response.getStatus()));
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return headers;
    }

    record Handled(
            Instant begin, Duration took, String method, String url, Map<String, List<String>> headers, int status) {}
}
