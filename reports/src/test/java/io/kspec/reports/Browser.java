package io.kspec.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A headless Chromium with one page, driven over its DevTools protocol. Remembers every request that the page made and
 * everything that the browser complained about.
 */
public final class Browser implements AutoCloseable {
    private static final long LIMIT_SECONDS = 60;
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    private final ObjectMapper json = new ObjectMapper();
    private final BlockingQueue<JsonNode> inbox = new LinkedBlockingQueue<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final Process process;
    private final WebSocket socket;
    private String session = "";
    private int lastId;

    /** The browser's program, if there is one on the path. */
    public static Optional<Path> program() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.of(path.split(":", -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public Browser(Path program, Path profile) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank");
        builder.environment().put("TMPDIR", Files.createDirectories(profile).toString());
        process = builder.redirectErrorStream(true).start();
        try {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create(address()), new Inbox())
                    .join();
            openPage();
        } catch (IOException | InterruptedException | RuntimeException e) {
            stop();
            throw e;
        }
    }

    /** Opens a file and waits until it has loaded. */
    public void open(Path file) throws InterruptedException {
        requests.clear();
        complaints.clear();
        navigate(file.toUri().toString());
    }

    /** Opens a file at an address within it, such as {@code #cases}, as if it were opened for the first time. */
    public void open(Path file, String address) throws InterruptedException {
        navigate("about:blank");
        requests.clear();
        complaints.clear();
        navigate(file.toUri() + address);
    }

    private void navigate(String url) throws InterruptedException {
        send("Page.navigate", json.createObjectNode().put("url", url));
        while (!"Page.loadEventFired".equals(next().path("method").asText())) {}
    }

    /** What an expression comes to, with promises awaited. */
    public JsonNode evaluate(String expression) throws InterruptedException {
        JsonNode answer = send(
                "Runtime.evaluate",
                json.createObjectNode()
                        .put("expression", expression)
                        .put("returnByValue", true)
                        .put("awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Sets the size of the window, and whether the person prefers a dark scheme. */
    public void show(int width, int height, boolean dark) throws InterruptedException {
        ObjectNode metrics = json.createObjectNode().put("width", width).put("height", height);
        send(
                "Emulation.setDeviceMetricsOverride",
                metrics.put("deviceScaleFactor", 1).put("mobile", false));
        ObjectNode media = json.createObjectNode();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", dark ? "dark" : "light");
        send("Emulation.setEmulatedMedia", media);
    }

    /** Presses a key on whatever has the focus. */
    public void press(String key) throws InterruptedException {
        for (String type : List.of("rawKeyDown", "keyUp")) {
            send(
                    "Input.dispatchKeyEvent",
                    json.createObjectNode().put("type", type).put("key", key));
        }
    }

    /** Lets pages write to the clipboard, or not. */
    public void allowClipboard(boolean allowed) throws InterruptedException {
        for (String name : List.of("clipboard-write", "clipboard-read")) {
            ObjectNode permission = json.createObjectNode().put("setting", allowed ? "granted" : "denied");
            permission.putObject("permission").put("name", name);
            send("Browser.setPermission", permission);
        }
    }

    /** A picture of the whole page. */
    public void screenshot(Path file) throws IOException, InterruptedException {
        ObjectNode options = json.createObjectNode().put("format", "png").put("captureBeyondViewport", true);
        JsonNode size = send("Page.getLayoutMetrics", json.createObjectNode()).path("cssContentSize");
        options.putObject("clip")
                .put("x", 0)
                .put("y", 0)
                .put("scale", 1)
                .put("width", size.path("width").asDouble())
                .put("height", Math.min(4000, size.path("height").asDouble()));
        Files.write(
                file,
                Base64.getDecoder()
                        .decode(send("Page.captureScreenshot", options)
                                .path("data")
                                .asText()));
    }

    /** Every address that the page asked for, the page's own first. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Errors in the script, and what the content security policy blocked. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        socket.abort();
        stop();
    }

    private void stop() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    private String address() throws IOException {
        String mark = "DevTools listening on ";
        BufferedReader lines = process.inputReader();
        StringBuilder seen = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(mark)) {
                drain(lines);
                return line.substring(mark.length());
            }
            seen.append(line).append('\n');
        }
        throw new IOException("browser: expected \"" + mark + "…\", found the end of its output: " + seen);
    }

    /** Keeps the browser from waiting until someone reads what it prints. */
    private static void drain(BufferedReader lines) {
        Thread drain = new Thread(
                () -> {
                    try (Writer nowhere = Writer.nullWriter()) {
                        lines.transferTo(nowhere);
                    } catch (IOException closed) {
                        Thread.currentThread().interrupt();
                    }
                },
                "browser-output");
        drain.setDaemon(true);
        drain.start();
    }

    private void openPage() throws InterruptedException {
        JsonNode target = send("Target.createTarget", json.createObjectNode().put("url", "about:blank"));
        ObjectNode attach = json.createObjectNode().put("flatten", true);
        attach.put("targetId", target.path("targetId").asText());
        session = send("Target.attachToTarget", attach).path("sessionId").asText();
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            send(domain + ".enable", json.createObjectNode());
        }
    }

    private JsonNode send(String method, ObjectNode parameters) throws InterruptedException {
        int id = ++lastId;
        ObjectNode message = json.createObjectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        socket.sendText(message.toString(), true).join();
        while (true) {
            JsonNode answer = next();
            if (answer.path("id").asInt() == id) {
                if (answer.has("error")) {
                    throw new AssertionError(method + ": " + answer.get("error"));
                }
                return answer.path("result");
            }
        }
    }

    private JsonNode next() throws InterruptedException {
        JsonNode message = inbox.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("browser: expected a message within " + LIMIT_SECONDS + " s, found none");
        }
        JsonNode parameters = message.path("params");
        switch (message.path("method").asText()) {
            case "Network.requestWillBeSent" ->
                requests.add(parameters.path("request").path("url").asText());
            case "Runtime.exceptionThrown" -> complaints.add(parameters.toString());
            case "Runtime.consoleAPICalled" ->
                complaints.add(parameters.path("args").toString());
            case "Log.entryAdded" ->
                complaints.add(parameters.path("entry").path("text").asText());
            default -> {}
        }
        return message;
    }

    private final class Inbox implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    inbox.add(json.readTree(text.toString()));
                } catch (IOException e) {
                    inbox.add(json.createObjectNode().put("unreadable", e.getMessage()));
                }
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }
}
