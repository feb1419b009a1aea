package io.kspec.diagnosis.reading;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.spec.Catalog;
import java.nio.charset.StandardCharsets;

/** Describes bytes after a complete message. */
public final class Leftover {
    private static final int SHOWN = 16;
    private static final int SMALLEST_FRAME = 12;

    private Leftover() {}

    /** What the bytes would decode to: {@code : int32 0}; starts with a colon. */
    public static String describe(FrameUnderTest frame, int start) {
        Bytes rest = frame.bytes().slice(start);
        if (isFrame(frame.type(), frame.bytes(), rest)) {
            return ": the next frame, with size " + rest.getInt(0) + " and correlation id "
                    + rest.getInt(frame.type() == MessageType.REQUEST ? 8 : 4);
        }
        String number =
                switch (rest.size()) {
                    case 1 -> "int8 " + rest.get(0);
                    case Short.BYTES -> "int16 " + rest.getShort(0);
                    case Integer.BYTES -> "int32 " + rest.getInt(0);
                    case Long.BYTES -> "int64 " + rest.getLong(0);
                    default -> "";
                };
        String text = text(rest);
        String hex = rest.size() <= SHOWN ? rest.toHex() : rest.slice(0, SHOWN).toHex() + "…";
        return ": " + (!number.isEmpty() ? number : !text.isEmpty() ? text : hex);
    }

    /**
     * Whether the bytes after a message are one frame after its size: a request of an existing version, or a response
     * whose correlation id is at most a thousand higher.
     */
    static boolean isFrame(MessageType type, Bytes message, Bytes rest) {
        if (rest.size() < SMALLEST_FRAME || rest.getInt(0) != rest.size() - Integer.BYTES) {
            return false;
        }
        if (type == MessageType.REQUEST) {
            int version = rest.getShort(6);
            return Catalog.standard()
                    .find(rest.getShort(4))
                    .filter(api -> api.versions().contains(version))
                    .isPresent();
        }
        long further = (long) rest.getInt(4) - message.getInt(0);
        return further >= 0 && further <= 1000;
    }

    /** {@code the string "orders"}, if a length and that many letters follow. */
    private static String text(Bytes rest) {
        int content = 0;
        if (rest.size() > Short.BYTES && rest.getShort(0) == rest.size() - Short.BYTES) {
            content = Short.BYTES;
        } else if (rest.size() > 1 && rest.get(0) == rest.size()) {
            content = 1;
        }
        String text = new String(rest.slice(content).toArray(), StandardCharsets.UTF_8);
        boolean readable = content > 0 && text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return readable ? "the " + (content == 1 ? "compact " : "") + "string \"" + text + '"' : "";
    }
}
