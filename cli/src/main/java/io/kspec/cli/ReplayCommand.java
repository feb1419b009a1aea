package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.recorder.RecordedSession;
import io.kspec.recorder.replay.ReplayServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kspec replay}: serves a recording as a broker until it is stopped. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Serves a recording of kspec record as a broker, until Ctrl-C.",
        footer = {
            "",
            "A request gets the response to the nearest one in the recording: of the same",
            "API and version, with the fewest fields that differ; with --strict, it must be",
            "the next request of the connection. Correlation ids are those of the requests,",
            "and addresses of brokers are those of the replay. What cannot be answered",
            "closes its connection, and is printed."
        })
final class ReplayCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The recording.")
    private @Nullable Path file;

    @Mixin
    private final ListenOptions listen = new ListenOptions();

    @Option(
            names = "--strict",
            description =
                    "Expects on each connection the same requests in the same order. Records may have other times.")
    private boolean strict;

    @Option(
            names = "--no-delay",
            description = "Answers at once (default: after as long as the broker took, but no longer than 10s).")
    private boolean noDelay;

    ReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        RecordedSession session = SessionFiles.read(Objects.requireNonNull(file));
        ReplayServer server = start(session);
        terminal.out().println(server.address());
        terminal.out().flush();
        int calls = session.calls().size();
        tell("Replaying " + calls + (calls == 1 ? " request" : " requests") + " recorded from "
                + session.header().target() + " at " + session.header().started() + ". Press Ctrl-C to stop.");
        try {
            EndOfProcess.await(() -> stop(server));
        } finally {
            stop(server);
        }
        return ExitCode.CONFORMANT;
    }

    private ReplayServer start(RecordedSession session) {
        ReplayServer.Settings settings =
                new ReplayServer.Settings(listen.host(), listen.advertisedHost(), listen.port(), strict, !noDelay);
        try {
            return ReplayServer.start(session, settings, this::tell);
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private void stop(ReplayServer server) {
        server.close();
        server.refusals()
                .forEach((why, count) -> tell("Not answered " + (count == 1 ? "once" : count + " times") + ": " + why));
    }

    private void tell(String line) {
        terminal.err().println(line);
        terminal.err().flush();
    }
}
