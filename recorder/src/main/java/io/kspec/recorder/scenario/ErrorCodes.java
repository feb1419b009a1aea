package io.kspec.recorder.scenario;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The error codes in responses. */
final class ErrorCodes {
    private static final String ERROR_CODE = "ErrorCode";

    private ErrorCodes() {}

    /**
     * The error codes of a response by their paths. Of arrays, only those with one entry count: brokers may list several in
     * any order.
     */
    static Map<String, Short> of(Message response) {
        Map<String, Short> codes = new LinkedHashMap<>();
        collect("", response, codes);
        return codes;
    }

    private static void collect(String path, Message message, Map<String, Short> codes) {
        for (FieldSpec field : message.spec().allFields()) {
            String at = path.isEmpty() ? field.name() : path + "." + field.name();
            Object value = message.get(field);
            if (field.name().equals(ERROR_CODE) && field.kind() == FieldKind.INT16) {
                codes.put(at, message.getShort(ERROR_CODE));
            } else if (value instanceof Message struct) {
                collect(at, struct, codes);
            } else if (value instanceof List<?> entries
                    && entries.size() == 1
                    && entries.get(0) instanceof Message entry) {
                collect(at + "[0]", entry, codes);
            }
        }
    }

    /** Whether a response has an error after which clients send the request again. */
    static boolean hasRetriable(@Nullable Message response) {
        return response != null && anyRetriable(response);
    }

    private static boolean anyRetriable(Message message) {
        for (FieldSpec field : message.spec().allFields()) {
            Object value = message.get(field);
            boolean found = field.name().equals(ERROR_CODE)
                    ? value instanceof Short code
                            && ErrorCode.of(code).map(ErrorCode::retriable).orElse(false)
                    : value instanceof Message struct
                            ? anyRetriable(struct)
                            : value instanceof List<?> entries
                                    && entries.stream()
                                            .anyMatch(entry -> entry instanceof Message inner && anyRetriable(inner));
            if (found) {
                return true;
            }
        }
        return false;
    }

    /** An error code as scenarios write it: its name, or its number if Kafka has no such error. */
    static Object text(short code) {
        return ErrorCode.of(code).<Object>map(ErrorCode::name).orElse((int) code);
    }
}
