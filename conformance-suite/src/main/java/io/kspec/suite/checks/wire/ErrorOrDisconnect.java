package io.kspec.suite.checks.wire;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.stage.net.Reception;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.check.ErrorCodes;
import io.kspec.suite.check.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Expects a target to reject a request that no client sends. Apache Kafka closes the connection; an answer with an error
 * is a rejection too, but one that reads as success is not, since it says that what was asked for was done.
 */
final class ErrorOrDisconnect {
    /** The errors that reject a request as such; any other one means that the request was executed. */
    private static final Set<Integer> REJECTIONS = Stream.of(
                    ErrorCode.UNSUPPORTED_VERSION, ErrorCode.INVALID_REQUEST, ErrorCode.CORRUPT_MESSAGE)
            .map(error -> (int) error.code())
            .collect(Collectors.toSet());

    private static final String EXECUTED = "without an error, as if the request had been executed";
    private static final int HEADER = Integer.BYTES;

    private final Reception reception;
    private final String sent;
    private final int correlationId;

    /**
     * Expectations on what came of a request.
     *
     * @param sent what was sent, for the failure message
     * @param correlationId that of the request
     */
    ErrorOrDisconnect(Reception reception, String sent, int correlationId) {
        this.reception = reception;
        this.sent = sent;
        this.correlationId = correlationId;
    }

    /**
     * Expects a closed connection or an answer with any error, for a malformed request of an advertised version. An error code
     * alone rejects it too: a client that sends such requests reads no answer.
     *
     * @throws CheckFailure if the target did anything else
     */
    void expectForMalformed(ApiSpec api, int version) {
        Bytes frame = answer();
        if (frame == null || bareRejection(frame).isPresent()) {
            return;
        }
        DecodeAttempt attempt = Frames.attemptResponse(api, version, frame);
        if (!attempt.succeeded()) {
            throw failure(frame, "that does not decode: " + attempt.requireFailure());
        }
        if (errors(attempt.requireBody()).isEmpty()) {
            throw failure(frame, EXECUTED);
        }
    }

    /**
     * Expects a closed connection or an answer that rejects the request, for a version that is not advertised but whose
     * layout is known: a client that does not ask for versions reads the answer in this layout.
     *
     * @throws CheckFailure if the target did anything else
     */
    void expectForUnadvertised(ApiSpec api, int version) {
        Bytes frame = answer();
        if (frame != null) {
            bareRejection(frame).ifPresent(error -> {
                throw failure(
                        frame,
                        "with nothing but the error code " + ErrorCode.describe(error)
                                + ", which clients read as the beginning of the body");
            });
            expectRejection(api, version, frame);
        }
    }

    /**
     * Expects a closed connection or an answer that rejects the request, for an API or version that clients do not send:
     * the answer may have the nearest known layout, or no layout but an error code.
     *
     * @throws CheckFailure if the target did anything else
     */
    void expectForUnknown(@Nullable ApiSpec api, int nearest) {
        Bytes frame = answer();
        if (frame == null || startsWithRejection(frame, HEADER) || startsWithRejection(frame, HEADER + 1)) {
            return;
        }
        if (api == null) {
            throw failure(frame, "that is no error");
        }
        expectRejection(api, nearest, frame);
    }

    private void expectRejection(ApiSpec api, int version, Bytes frame) {
        DecodeAttempt attempt = Frames.attemptResponse(api, version, frame);
        if (!attempt.succeeded()) {
            throw failure(frame, "that does not decode: " + attempt.requireFailure());
        }
        List<Integer> errors = errors(attempt.requireBody());
        if (errors.isEmpty()) {
            throw failure(frame, EXECUTED);
        }
        if (errors.stream().noneMatch(REJECTIONS::contains)) {
            List<String> found = errors.stream().map(ErrorCode::describe).toList();
            throw failure(frame, "as if the request had been executed, with " + String.join(" and ", found));
        }
    }

    /** The error code of an answer that consists of nothing else, after a header of either version. */
    private static Optional<Integer> bareRejection(Bytes frame) {
        return Stream.of(HEADER, HEADER + 1)
                .filter(at -> frame.size() == at + Short.BYTES && startsWithRejection(frame, at))
                .map(at -> (int) frame.getShort(at))
                .findFirst();
    }

    private static boolean startsWithRejection(Bytes frame, int at) {
        return frame.size() >= at + Short.BYTES && REJECTIONS.contains((int) frame.getShort(at));
    }

    /** The answer, or null if the target closed the connection instead. */
    private @Nullable Bytes answer() {
        if (Refusal.isDisconnect(reception)) {
            return null;
        }
        if (!(reception instanceof Reception.Frame came)) {
            throw new CheckFailure(expected(), Refusal.describe(reception), null);
        }
        Bytes frame = came.frame();
        if (frame.size() < HEADER || frame.getInt(0) != correlationId) {
            throw failure(frame, "without the request's correlation id " + correlationId);
        }
        return frame;
    }

    private CheckFailure failure(Bytes frame, String which) {
        return new CheckFailure(expected(), "an answer of " + frame.size() + " bytes " + frame + " " + which, null);
    }

    private String expected() {
        return "the target to close the connection on " + sent + ", or to answer with an error";
    }

    /** The error codes of an answer other than NONE. */
    private static List<Integer> errors(Message body) {
        return ErrorCodes.of(body).stream()
                .filter(code -> code != ErrorCode.NONE.code())
                .distinct()
                .toList();
    }
}
