package io.kspec.protocol.blame;

import io.kspec.protocol.Bytes;

/** What bytes after a complete message would decode to. */
final class Leftover {
    private static final int SHOWN = 16;

    private Leftover() {}

    /** {@code : 4 zero bytes, …}; begins with a colon. */
    static String describe(Suspect suspect, int start) {
        Bytes rest = suspect.frame().slice(start);
        if (looksLikeNextFrame(suspect, rest)) {
            return ": the next frame, with its size " + rest.getInt(0);
        }
        if (rest.size() == Long.BYTES) {
            return ": int64 " + rest.getLong(0);
        }
        if (rest.size() == Integer.BYTES) {
            return ": int32 " + rest.getInt(0);
        }
        if (rest.size() == Short.BYTES) {
            return ": int16 " + rest.getShort(0);
        }
        if (rest.size() == 1) {
            return ": int8 " + rest.get(0);
        }
        return ": "
                + (rest.size() <= SHOWN ? rest.toHex() : rest.slice(0, SHOWN).toHex() + "…");
    }

    private static boolean looksLikeNextFrame(Suspect suspect, Bytes rest) {
        Integer id = suspect.correlationId();
        return rest.size() >= 8
                && rest.getInt(0) == rest.size() - Integer.BYTES
                && (id == null || Math.abs((long) rest.getInt(4) - id) < 1000);
    }
}
