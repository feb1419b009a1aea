package io.kspec.suite.sweep;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.runlog.Field;
import io.kspec.runlog.Frame;
import java.util.UUID;

/** Bytes of a request or response in the form of the run log: with the place, type and value of each field. */
public final class LoggedFrame {
    private static final int FEW_CHARACTERS = 200;

    private LoggedFrame() {}

    /**
     * The frame with the fields that were decoded from it.
     *
     * @param bytes the frame, without its size
     * @param attempt what decoding it came to
     */
    public static Frame of(Bytes bytes, DecodeAttempt attempt) {
        return Frame.of(
                bytes.toArray(),
                attempt.layout().leaves().stream().map(LoggedFrame::field).toList());
    }

    private static Field field(LayoutEntry entry) {
        String path = entry.path().isEmpty() ? entry.message().name() : entry.path();
        return new Field(entry.start(), entry.end(), path, type(entry), text(entry));
    }

    private static String type(LayoutEntry entry) {
        FieldSpec field = entry.field();
        String compact = field != null && field.compact() ? "compact " : "";
        return switch (entry.role()) {
            case LENGTH -> compact + "length";
            case COUNT -> compact + "count";
            case PRESENCE -> "presence";
            case TAG_COUNT -> "tagged fields";
            case TAG -> "tag";
            case TAG_SIZE -> "size";
            case UNKNOWN_TAG -> "unknown tagged field";
            case GROUP, VALUE -> field == null ? "" : field.type().toString();
        };
    }

    private static String text(LayoutEntry entry) {
        Object value = entry.value();
        if (value == null) {
            return "null";
        }
        FieldSpec field = entry.field();
        boolean error = entry.role() == LayoutRole.VALUE && field != null && field.isErrorCode();
        String text = error ? ErrorCode.describe(((Number) value).intValue()) : plain(value);
        return text.length() <= FEW_CHARACTERS ? text : text.substring(0, FEW_CHARACTERS) + "…";
    }

    /** A value, shortened if it is long. */
    static String plain(Object value) {
        if (value instanceof Bytes bytes) {
            return bytes.slice(0, Math.min(FEW_CHARACTERS / 2, bytes.size())).toHex()
                    + (bytes.size() > FEW_CHARACTERS / 2 ? "…" : "");
        }
        return value instanceof UUID uuid ? KafkaUuid.format(uuid) : String.valueOf(value);
    }
}
