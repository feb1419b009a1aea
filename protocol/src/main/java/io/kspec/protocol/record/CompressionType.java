package io.kspec.protocol.record;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the records of a batch are compressed: the lowest three bits of its attributes. */
public enum CompressionType {
    NONE(0),
    GZIP(1),
    /** The stream format of snappy-java; bare snappy blocks, which librdkafka sends, are read too. */
    SNAPPY(2),
    /** The LZ4 frame format with independent blocks. */
    LZ4(3),
    /** Magic 2 only (KIP-110). */
    ZSTD(4);

    static final int MASK = 0x07;

    private final int id;

    CompressionType(int id) {
        this.id = id;
    }

    /** The number in the attributes. */
    public int id() {
        return id;
    }

    /** The type that the attributes name, or null if their number has no meaning. */
    static @Nullable CompressionType ofAttributes(int attributes) {
        for (CompressionType type : values()) {
            if (type.id == (attributes & MASK)) {
                return type;
            }
        }
        return null;
    }

    /** Whether the given magic has this compression type. */
    boolean isAllowedIn(int magic) {
        return this != ZSTD || magic == RecordBatch.MAGIC;
    }

    /** Kafka's name, as in {@code compression.type}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
