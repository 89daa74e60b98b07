package io.perfbudgets.example.sync;

import java.io.IOException;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Syncs now and then, where no request waits for it. */
@Component
@Profile("!before")
class ScheduledSync {

    private final DatabaseSync sync;

    ScheduledSync(DatabaseSync sync) {
        this.sync = sync;
    }

    @Scheduled(initialDelayString = "${example.sync.interval}", fixedDelayString = "${example.sync.interval}")
    void sync() throws IOException {
        sync.sync();
    }
}
