package io.kspec.protocol.record;

/** The fields of fixed size at the beginning of a message (magic 0 and 1), in wire order. */
public enum LegacyMessageField {
    OFFSET("Offset", 0, 8),
    /** The number of bytes after this field. */
    MESSAGE_SIZE("MessageSize", 8, 4),
    /** CRC-32 of everything from the magic on. */
    CRC("Crc", 12, 4),
    MAGIC("Magic", 16, 1),
    ATTRIBUTES("Attributes", 17, 1),
    /** Magic 1 only. */
    TIMESTAMP("Timestamp", 18, 8);

    private final String fieldName;
    private final int start;
    private final int size;

    LegacyMessageField(String fieldName, int start, int size) {
        this.fieldName = fieldName;
        this.start = start;
        this.size = size;
    }

    /** The name in paths: {@code MessageSize}. */
    public String fieldName() {
        return fieldName;
    }

    /** The position of the first byte within the message. */
    public int start() {
        return start;
    }

    /** The size in bytes. */
    public int size() {
        return size;
    }
}
