package io.perfbudgets.maven.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A tab of a {@link Browser}. What its page logs as an error, throws or is refused is kept. */
final class Tab implements WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Integer> KEYS = Map.of(
            "ArrowDown", 40, "ArrowUp", 38, "Home", 36, "End", 35, "Enter", 13, "Escape", 27, "Tab", 9, "PageDown", 34);

    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final StringBuilder message = new StringBuilder();
    private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

    Tab(HttpClient http, URI address) {
        socket = http.newWebSocketBuilder().buildAsync(address, this).join();
        List.of("Page.enable", "Runtime.enable", "Log.enable").forEach(this::send);
        size(1400, 900);
    }

    void size(int width, int height) {
        send(
                "Emulation.setDeviceMetricsOverride",
                "width",
                width,
                "height",
                height,
                "deviceScaleFactor",
                1,
                "mobile",
                false);
    }

    void prefersDark(boolean dark) {
        ObjectNode parameters = JSON.createObjectNode();
        parameters
                .putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", dark ? "dark" : "light");
        send("Emulation.setEmulatedMedia", parameters);
    }

    /** Loads {@code file} at {@code hash} afresh and waits until its script has run. */
    void open(Path file, String hash) {
        load("about:blank"); // a change of the hash alone would load nothing
        load(file.toUri() + hash);
        settle();
    }

    /** Goes to another view of the page that is open, as a link does. */
    void turnTo(String hash) {
        eval("new Promise(done => { const to = " + quoted(hash.isEmpty() ? "#" : hash)
                + "; if (location.hash === to) { done(); return; }"
                + " addEventListener('hashchange', done, { once: true }); location.hash = to; })");
        settle();
    }

    /** Waits until the view that was asked for is shown. */
    private void settle() {
        eval("new Promise(done => { const look = () => document.querySelector('main[aria-busy]') ? setTimeout(look, 10)"
                + " : done(); look(); })");
    }

    private void load(String address) {
        loaded = new CompletableFuture<>();
        send("Page.navigate", "url", address);
        loaded.orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** The value of an expression of JavaScript. */
    JsonNode eval(String script) {
        JsonNode answer = send("Runtime.evaluate", "expression", script, "returnByValue", true, "awaitPromise", true);
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(script + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** The text of the first element that a selector finds. */
    String text(String selector) {
        return eval("document.querySelector(" + quoted(selector) + ").innerText")
                .asText();
    }

    void click(String selector) {
        eval("document.querySelector(" + quoted(selector) + ").click()");
        settle();
    }

    void type(String text) {
        send("Input.insertText", "text", text);
    }

    void press(String key) {
        boolean printable = key.length() == 1;
        ObjectNode down = JSON.createObjectNode()
                .put("type", printable ? "keyDown" : "rawKeyDown")
                .put("key", key);
        if (printable) {
            down.put("text", key);
        } else {
            down.put("windowsVirtualKeyCode", KEYS.get(key));
        }
        send("Input.dispatchKeyEvent", down);
        send("Input.dispatchKeyEvent", down.deepCopy().put("type", "keyUp"));
        settle();
    }

    void screenshot(Path file) throws IOException {
        write(send("Page.captureScreenshot", "format", "png"), file);
    }

    void print(Path file) throws IOException {
        write(send("Page.printToPDF", "printBackground", true), file);
    }

    private static void write(JsonNode answer, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(answer.path("data").asText()));
    }

    void close() {
        send("Page.close");
        socket.abort();
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    static String quoted(String text) {
        return JSON.valueToTree(text).toString();
    }

    private JsonNode send(String method, Object... parameters) {
        ObjectNode node = JSON.createObjectNode();
        for (int i = 0; i < parameters.length; i += 2) {
            node.putPOJO((String) parameters[i], parameters[i + 1]);
        }
        return send(method, node);
    }

    private JsonNode send(String method, ObjectNode parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
        command.set("params", parameters);
        socket.sendText(command.toString(), true).join();
        JsonNode node = answer.orTimeout(60, TimeUnit.SECONDS).join();
        if (node.has("error")) {
            throw new AssertionError(method + ": " + node.path("error"));
        }
        return node.path("result");
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            accept(message.toString());
            message.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private void accept(String text) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        JsonNode parameters = node.path("params");
        switch (node.path("method").asText()) {
            case "Page.loadEventFired" -> loaded.complete(null);
            case "Runtime.exceptionThrown" -> errors.add(parameters.toString());
            case "Log.entryAdded" -> errors.add(parameters.path("entry").toString());
            case "Runtime.consoleAPICalled" ->
                errors.add(parameters.path("args").toString());
            default -> {
                CompletableFuture<JsonNode> answer =
                        answers.remove(node.path("id").asInt());
                if (answer != null) {
                    answer.complete(node);
                }
            }
        }
    }
}
