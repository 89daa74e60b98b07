package io.perfbudgets.example.sync;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Before the fix: the machine may be scaled to zero at any time, so each request leaves a copy behind. */
@Component
@Profile("before")
class SyncOnEachRequest extends OncePerRequestFilter {

    private final DatabaseSync sync;

    SyncOnEachRequest(DatabaseSync sync) {
        this.sync = sync;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        sync.sync();
    }
}
