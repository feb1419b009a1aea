package io.kspec.suite.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.ResponseTimeout;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.Transcript;
import io.kspec.stage.requests.ClientRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A case that failed and does something when it is played again. */
final class ReplayedPlaying extends FailedPlaying {
    private final Consumer<String> action;
    private Transcript transcript = new Transcript();
    private @Nullable ReplayedPlaying next;
    private @Nullable Demise demise;
    private int replays;

    /** A case that gives its name to {@code action} when it is played again. */
    ReplayedPlaying(String name, Consumer<String> action) {
        super(name, false);
        this.action = action;
    }

    /** Sends a request first that nobody answers. */
    ReplayedPlaying sending(ClientRequest request) throws IOException {
        transcript = unanswered(request);
        return this;
    }

    /** Is another one when it is played again. */
    ReplayedPlaying then(ReplayedPlaying again) {
        next = again;
        return this;
    }

    private static Transcript unanswered(ClientRequest request) throws IOException {
        Transcript transcript = new Transcript();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Connection connection = Connection.open(
                        "role",
                        new Target("127.0.0.1", silent.getLocalPort()),
                        "client",
                        ConnectionSettings.DEFAULT.withReadTimeout(Duration.ofMillis(50)),
                        transcript)) {
            assertThatThrownBy(() -> connection.exchange(request, 0)).isInstanceOf(ResponseTimeout.class);
        }
        return transcript;
    }

    int replays() {
        return replays;
    }

    /** How it killed the target; null if it did not. */
    @Nullable Demise demise() {
        return demise;
    }

    @Override
    public Playing again() {
        action.accept(name());
        replays++;
        return next == null ? this : next;
    }

    @Override
    public Transcript transcript() {
        return transcript;
    }

    @Override
    public void killed(Demise how) {
        demise = how;
    }
}
