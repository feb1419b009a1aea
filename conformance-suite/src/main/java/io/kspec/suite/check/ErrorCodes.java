package io.kspec.suite.check;

import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All error codes of a response, at whatever depth. */
public final class ErrorCodes {
    private ErrorCodes() {}

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
                if (field.kind() == FieldKind.INT16 && field.name().endsWith("ErrorCode")) {
                    codes.add((int) message.number(field));
                } else {
                    collect(message.get(field), codes);
                }
            }
        }
    }
}
