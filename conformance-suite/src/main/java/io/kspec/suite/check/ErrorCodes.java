package io.kspec.suite.check;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All error codes of a response, at whatever depth, and those on which clients ask again. */
public final class ErrorCodes {
    /** The errors of a coordinator that is not ready, or not here: all clients look for it and ask again. */
    public static final Set<ErrorCode> UNREADY_COORDINATOR = Set.of(
            ErrorCode.COORDINATOR_LOAD_IN_PROGRESS, ErrorCode.COORDINATOR_NOT_AVAILABLE, ErrorCode.NOT_COORDINATOR);

    /** The errors that the Java client retries although they say that what was asked for does not exist. */
    private static final Set<ErrorCode> UNKNOWN =
            Set.of(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, ErrorCode.UNKNOWN_TOPIC_ID);

    private ErrorCodes() {}

    /**
     * Whether a response has an error that passes by itself, so that the Java producer sends the same request again: one
     * that its classes call retriable, but for a topic or partition that does not exist.
     */
    public static boolean arePassing(Message body) {
        return of(body).stream()
                .flatMap(code -> ErrorCode.of(code).stream())
                .anyMatch(error -> error.retriable() && !UNKNOWN.contains(error));
    }

    /** Whether an error code says that a topic or partition does not exist. */
    public static boolean isUnknown(Number code) {
        return ErrorCode.of(code.intValue()).filter(UNKNOWN::contains).isPresent();
    }

    /** Whether a response has one of some errors. */
    public static boolean haveAny(Message body, Set<ErrorCode> errors) {
        return of(body).stream().flatMap(code -> ErrorCode.of(code).stream()).anyMatch(errors::contains);
    }

    /** The codes in ascending order, since entries may come in any order; each as often as it occurs. */
    public static List<Integer> of(Message body) {
        List<Integer> codes = new ArrayList<>();
        collect(body, codes);
        codes.sort(null);
        return codes;
    }

    private static void collect(@Nullable Object value, List<Integer> codes) {
        if (value instanceof List<?> list) {
            list.forEach(entry -> collect(entry, codes));
        } else if (value instanceof Message message) {
            for (FieldSpec field : message.spec().allFields()) {
                if (field.isErrorCode()) {
                    codes.add((int) message.number(field));
                } else {
                    collect(message.get(field), codes);
                }
            }
        }
    }
}
