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
    private int last;

    /**
     * The end of a line, with its checksum.
     *
     * @param line the line without its end
     */
    byte[] suffix(byte[] line, int size) {
        crc.reset();
        crc.update(last >>> 24);
        crc.update(last >>> 16);
        crc.update(last >>> 8);
        crc.update(last);
        crc.update(line, 0, size);
        last = (int) crc.getValue();
        return (BEFORE + HexFormat.of().toHexDigits(last) + AFTER).getBytes(StandardCharsets.US_ASCII);
    }

    /** The checksum in the end of a line, for humans. */
    static String in(byte[] suffix) {
        String text = new String(suffix, StandardCharsets.UTF_8);
        return text.startsWith(BEFORE) ? text.substring(BEFORE.length(), BEFORE.length() + DIGITS) : "none";
    }
}
