package io.kspec.suite.checks.rules;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All error codes of a response, in ascending order, since entries may come in any order. */
final class ErrorCodes {
    private ErrorCodes() {}

    static List<String> of(Message body) {
        List<Integer> codes = new ArrayList<>();
        collect(body, codes);
        return codes.stream().sorted().map(ErrorCode::describe).toList();
    }

    private static void collect(@Nullable Object value, List<Integer> codes) {
        if (value instanceof List<?> list) {
            list.forEach(entry -> collect(entry, codes));
        } else if (value instanceof Message message) {
            for (FieldSpec field : message.spec().fields()) {
                if (field.name().equals("ErrorCode")) {
                    codes.add((int) message.number(field));
                } else {
                    collect(message.get(field), codes);
                }
            }
        }
    }
}
