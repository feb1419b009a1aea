package io.kspec.mock.admin;

import io.kspec.mock.MockBroker;
import io.kspec.mock.admin.http.HttpServer;
import java.io.IOException;

/**
 * Steers a mock broker over HTTP, for tests in any language. The API is described by the OpenAPI document at {@code
 * /__admin/openapi.yaml}.
 *
 * <pre>{@code
 * try (MockBroker broker = MockBroker.start();
 *         AdminServer admin = AdminServer.start(broker, AdminSettings.DEFAULTS)) {
 *     assertThat(get(admin.url() + "/health")).contains(broker.bootstrap());
 * }
 * }</pre>
 *
 * <p>Calls are read and answered on a thread of the server's own; what they ask of the broker is done on the broker's thread.
 */
public final class AdminServer implements AutoCloseable {
    private final HttpServer http;
    private final String host;

    private AdminServer(HttpServer http, String host) {
        this.http = http;
        this.host = host;
    }

    /**
     * Starts the admin API of a broker.
     *
     * @throws IOException if it cannot listen
     */
    public static AdminServer start(MockBroker broker, AdminSettings settings) throws IOException {
        AdminRouter router = new AdminRouter(broker);
        HttpServer http =
                HttpServer.start(settings.host(), settings.port(), settings.limits(), settings.allowedHosts(), router);
        return new AdminServer(http, settings.host());
    }

    /** The port that the API listens on. */
    public int port() {
        return http.port();
    }

    /** The URL with which every path of the API begins: {@code http://127.0.0.1:20124/__admin}. */
    public String url() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return "http://" + name + ":" + port() + AdminRouter.ROOT;
    }

    /** Closes the port and all connections. The broker goes on. */
    @Override
    public void close() {
        http.close();
    }

    @Override
    public String toString() {
        return "admin API at " + url();
    }
}
