package io.kspec.cli;

import io.kspec.cli.console.UsageException;
import io.kspec.inspection.reading.Question;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.spec.ApiSpec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that describe bytes to inspect, except for the version. */
final class MessageOptions {
    @Option(
            names = {"-a", "--api"},
            paramLabel = "NAME",
            converter = MessageNameConverter.class,
            completionCandidates = CompletionWords.Apis.class,
            description =
                    "API, by name or key; or a structure that messages and records carry, such as ConsumerProtocolAssignment,"
                            + " OffsetCommitValue or Records.")
    private @Nullable MessageName name;

    @ArgGroup
    private @Nullable Direction direction;

    @Option(names = "--body", description = "The bytes are a body without its header.")
    private boolean headerless;

    @Option(names = "--correlation-id", paramLabel = "N", description = "Correlation id that the response should have.")
    private @Nullable Integer correlationId;

    /** The direction of the bytes. */
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
     * The question made of the options.
     *
     * @param version the version, or null if not given
     * @throws UsageException if options are missing or contradict each other
     */
    Question question(@Nullable Integer version) {
        MessageType type = direction == null ? null : direction.type();
        String structure = name == null ? null : name.structure();
        if (structure != null) {
            if (version != null || type != null || headerless) {
                throw new UsageException(
                        structure + " is neither a request nor a response, and has its version in its bytes:"
                                + " it needs no other options");
            }
            return Question.about(structure);
        }
        ApiSpec api = name == null ? null : name.api();
        if (version != null && api == null) {
            throw new UsageException("--version " + version + " needs --api");
        }
        if (version != null && api != null && !api.versions().contains(version)) {
            throw new UsageException(api + ": expected a version within " + api.versions() + ", found " + version);
        }
        if (type == MessageType.RESPONSE && api == null) {
            throw new UsageException("--response needs --api: a response does not name its API");
        }
        if (headerless && (version == null || type == null)) {
            throw new UsageException("--body needs --api, --version, and --request or --response");
        }
        return new Question(api, version, type, headerless, correlationId, null);
    }
}
