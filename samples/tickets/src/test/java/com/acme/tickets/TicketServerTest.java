package com.acme.tickets;
import io.perfbudgets.junit.MaxQueries;
import static org.junit.jupiter.api.Assertions.assertEquals;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.*;
import java.nio.file.*;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.io.TempDir;
class TicketServerTest {
    @TempDir static Path folder;
    static Javalin app;
    @BeforeAll static void start() throws Exception {
        TicketServer server = new TicketServer("jdbc:sqlite:" + folder.resolve("t.db"));
        server.migrate();
        app = server.create().start(0);
    }
    @AfterAll static void stop() { app.stop(); }
    @Test
    @MaxQueries(1)
    void listsTickets() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + app.port() + "/tickets")).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals("Boiler: Ann\nDoor: Bob\nRoof: Cid\n", answer.body());
    }
}
