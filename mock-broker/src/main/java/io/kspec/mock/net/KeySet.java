package io.kspec.mock.net;

import io.kspec.mock.security.sasl.VerificationKeys;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * A JSON Web Key Set (RFC 7517) in a file or on an HTTP server: {@code sasl.oauthbearer.jwks.endpoint.url}. It is read at the
 * start, and again when a token names a key that it does not have. Thread-safe.
 */
public final class KeySet implements VerificationKeys {
    private static final int MOST_BYTES = 1 << 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final URI uri;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile List<JsonWebKey> keys = List.of();

    private KeySet(URI uri) {
        this.uri = uri;
    }

    /**
     * Reads a set.
     *
     * @param url {@code file:///PATH}, or a URL of HTTP
     * @throws IllegalArgumentException if it cannot be read within 10 s, or is longer than 1 MiB
     */
    public static KeySet read(String url) {
        try {
            KeySet set = new KeySet(URI.create(url));
            set.read();
            return set;
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "sasl.oauthbearer.jwks.endpoint.url: expected a JSON Web Key Set at " + url + ", found "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public List<JsonWebKey> known() {
        return keys;
    }

    /** Reads the set again on a thread of its own, unless that happens already. */
    @Override
    public void missed() {
        if (reading.compareAndSet(false, true)) {
            Thread thread = new Thread(this::readAgain, "kspec-key-set");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void readAgain() {
        try {
            read();
        } catch (IOException e) {
            // The keys that were known stay, as in Kafka, until a token asks for another one again.
        } finally {
            reading.set(false);
        }
    }

    private void read() throws IOException {
        try {
            keys = List.copyOf(new JsonWebKeySet(text()).getJsonWebKeys());
        } catch (JoseException e) {
            throw new IOException("something else: " + e.getMessage(), e);
        }
    }

    private String text() throws IOException {
        if ("file".equals(uri.getScheme())) {
            try (InputStream in = Files.newInputStream(Path.of(uri))) {
                return bounded(in);
            }
        }
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                if (response.statusCode() != OK) {
                    throw new IOException("the status " + response.statusCode());
                }
                return bounded(in);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("an interruption", e);
        }
    }

    private static String bounded(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("more than " + MOST_BYTES + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
