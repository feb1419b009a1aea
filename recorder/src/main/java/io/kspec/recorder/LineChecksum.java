package io.kspec.recorder;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The checksums of the lines of a session file. Each covers its line and the checksum of the line before, so that a line that
 * is changed, missing, added or moved does not go unnoticed.
 */
final class LineChecksum {
    private static final String BEFORE = ",\"crc\":\"";
    private static final String AFTER = "\"}";
    private static final int DIGITS = 8;
    /** The number of characters that {@link #suffix} makes. */
    static final int SUFFIX_SIZE = BEFORE.length() + DIGITS + AFTER.length();

    private final CRC32C crc = new CRC32C();

    LineChecksum() {
        begin(0);
    }

    /** Begins a line with the checksum of the one before. */
    private void begin(int last) {
        crc.reset();
        crc.update(last >>> 24);
        crc.update(last >>> 16);
        crc.update(last >>> 8);
        crc.update(last);
    }

    /** Takes the next bytes of the line, which begin its array. */
    void update(byte[] bytes, int size) {
        crc.update(bytes, 0, size);
    }

    /** The end of the line, with its checksum. What follows is the next line. */
    byte[] suffix() {
        int checksum = (int) crc.getValue();
        begin(checksum);
        return (BEFORE + HexFormat.of().toHexDigits(checksum) + AFTER).getBytes(StandardCharsets.US_ASCII);
    }

    /** The checksum in the end of a line, for humans. */
    static String in(byte[] suffix) {
        String text = new String(suffix, StandardCharsets.UTF_8);
        return text.startsWith(BEFORE) ? text.substring(BEFORE.length(), BEFORE.length() + DIGITS) : "none";
    }
}
