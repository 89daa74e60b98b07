package io.perfbudgets.probe.load;

import io.perfbudgets.budget.LoadRequest;
import io.perfbudgets.budget.LoadScenario;
import io.perfbudgets.budget.LoadScenario.AtATime;
import io.perfbudgets.budget.ProcessPlan.Http;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has the client's code loaded and compiled before anything is measured with it, by requests to a server of its own: a cold
 * client adds milliseconds to each answer. Once in a JVM.
 */
final class ClientWarmUp {
    private static final int REQUESTS = 20_000;
    private static final int CONCURRENCY = 4;
    private static final long AT_MOST = 1_000_000_000;
    private static final AtomicBoolean DONE = new AtomicBoolean();

    private ClientWarmUp() {}

    /** Takes a second at most, and nothing from the second time on. */
    static void once() throws InterruptedException {
        if (DONE.compareAndSet(false, true)) {
            try (OwnServer server = new OwnServer()) {
                run("http://127.0.0.1:" + server.port());
            } catch (IOException none) {
                // Then it warms up while it is used.
            }
        }
    }

    private static void run(String url) throws InterruptedException {
        LoadRequest request =
                new LoadRequest("GET", "/", 1, Map.of(), Map.of(), "", Optional.empty(), Set.of(), Optional.empty());
        LoadScenario scenario =
                new LoadScenario("warm-up", List.of(request), new AtATime(REQUESTS, CONCURRENCY), REQUESTS / 2);
        long end = System.nanoTime() + AT_MOST;
        try (LoadClient client =
                new LoadClient(Target.of(url), new Http(1, true, AT_MOST, false), Path.of(""), text -> text)) {
            client.run(
                    scenario,
                    () -> System.nanoTime() < end ? Optional.empty() : Optional.of("warm enough"),
                    Progress.NONE);
        }
    }
}
