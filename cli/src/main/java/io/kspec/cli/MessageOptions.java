package io.kspec.cli;

import io.kspec.cli.console.UsageException;
import io.kspec.inspection.reading.Question;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.spec.ApiSpec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What the user says about bytes, but for the version. */
final class MessageOptions {
    @Option(
            names = {"-a", "--api"},
            paramLabel = "NAME",
            converter = ApiConverter.class,
            description = "The API, by name or key.")
    private @Nullable ApiSpec api;

    @ArgGroup
    private @Nullable Direction direction;

    @Option(names = "--body", description = "The bytes are a body without its header.")
    private boolean headerless;

    @Option(
            names = "--correlation-id",
            paramLabel = "N",
            description = "The number of the request that a response answers, if it is known.")
    private @Nullable Integer correlationId;

    /** Which way the bytes went. */
    private static final class Direction {
        @Option(names = "--request", description = "The bytes are a request.")
        private boolean request;

        @Option(names = "--response", description = "The bytes are a response.")
        private boolean response;

        private @Nullable MessageType type() {
            return request ? MessageType.REQUEST : response ? MessageType.RESPONSE : null;
        }
    }

    /**
     * All that is said.
     *
     * @param version the version, or null if it is not said
     * @throws UsageException if the options do not go together
     */
    Question question(@Nullable Integer version) {
        return new Question(api, version, direction == null ? null : direction.type(), headerless, correlationId);
    }
}
