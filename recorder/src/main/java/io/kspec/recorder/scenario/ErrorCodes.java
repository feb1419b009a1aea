package io.kspec.recorder.scenario;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The error codes in responses. */
final class ErrorCodes {
    private ErrorCodes() {}

    /** Of longer arrays, as many expectations would say little. */
    private static final int MOST_ENTRIES = 4;

    /**
     * The error codes of a response by their paths. Of arrays with several entries, only those count that are the same in all of
     * them, since brokers may list entries in any order; not of Fetch, which may leave partitions out.
     */
    static Map<String, Short> of(SessionStep step, Message response) {
        Map<String, Short> codes = new LinkedHashMap<>();
        if (!step.asksForAllTopics()) {
            collect("", response, step.is("Fetch") ? 1 : MOST_ENTRIES, codes);
        }
        return codes;
    }

    private static void collect(String path, Message message, int most, Map<String, Short> codes) {
        for (FieldSpec field : message.spec().allFields()) {
            String at = path.isEmpty() ? field.name() : path + "." + field.name();
            Object value = message.get(field);
            if (field.isErrorCode()) {
                codes.put(at, message.getShort(field.name()));
            } else if (value instanceof Message struct) {
                collect(at, struct, most, codes);
            } else if (value instanceof List<?> entries && field.type().isStructArray() && entries.size() <= most) {
                ofEntries(at, entries, most, codes);
            }
        }
    }

    private static void ofEntries(String path, List<?> entries, int most, Map<String, Short> codes) {
        List<Map<String, Short>> each = new ArrayList<>();
        for (Object entry : entries) {
            Map<String, Short> own = new LinkedHashMap<>();
            collect("", (Message) entry, most, own);
            each.add(own);
        }
        if (each.stream().distinct().count() == 1) {
            for (int i = 0; i < each.size(); i++) {
                String at = path + "[" + i + "].";
                each.get(i).forEach((inner, code) -> codes.put(at + inner, code));
            }
        }
    }

    /**
     * What is expected where a response had an error code: the code, or whatever its client goes on with. A member that a
     * target takes in at once, as below JoinGroup v4 (KIP-394), joins again under its new id.
     */
    static Object expected(short code) {
        return code == ErrorCode.MEMBER_ID_REQUIRED.code()
                ? Map.of("one-of", List.of(text(code), text(ErrorCode.NONE.code())))
                : text(code);
    }

    /** An error code as scenarios write it: its name, or its number if Kafka has no such error. */
    static Object text(short code) {
        return ErrorCode.of(code).<Object>map(ErrorCode::name).orElse((int) code);
    }
}
