package io.kspec.reports;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which the text of a value follows from its bytes, so that a page need not contain both; {@code frames.js} reads
 * in the same ways, by their ordinals.
 */
enum FieldReading {
    /** It does not. */
    NONE {
        @Override
        @Nullable String read(byte[] bytes) {
            return null;
        }
    },
    /** A signed big-endian integer of 1, 2, 4 or 8 bytes. */
    INTEGER {
        @Override
        @Nullable String read(byte[] bytes) {
            return switch (bytes.length) {
                case 1, 2, 4, 8 -> {
                    long value = bytes[0];
                    for (int i = 1; i < bytes.length; i++) {
                        value = value << 8 | (bytes[i] & 0xff);
                    }
                    yield Long.toString(value);
                }
                default -> null;
            };
        }
    },
    /** Printable ASCII. */
    TEXT {
        @Override
        @Nullable String read(byte[] bytes) {
            for (byte b : bytes) {
                if (b < ' ' || b > '~') {
                    return null;
                }
            }
            return new String(bytes, StandardCharsets.US_ASCII);
        }
    },
    /** An unsigned varint that is one more than the value. */
    VARINT_LESS_ONE {
        @Override
        @Nullable String read(byte[] bytes) {
            long value = varint(bytes);
            return value < 0 ? null : Long.toString(value - 1);
        }
    },
    /** An unsigned varint. */
    VARINT {
        @Override
        @Nullable String read(byte[] bytes) {
            long value = varint(bytes);
            return value < 0 ? null : Long.toString(value);
        }
    },
    /** A byte that is 0 or not. */
    BOOLEAN {
        @Override
        @Nullable String read(byte[] bytes) {
            return bytes.length == 1 ? Boolean.toString(bytes[0] != 0) : null;
        }
    },
    /** A UUID as Kafka prints it. */
    UUID {
        @Override
        @Nullable String read(byte[] bytes) {
            return bytes.length == 16 ? Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) : null;
        }
    },
    /** Hexadecimal digits. */
    HEX {
        @Override
        @Nullable String read(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
    };

    private static final int LONGEST_VARINT = 5;
    private static final List<FieldReading> ALL = List.of(values());

    abstract @Nullable String read(byte[] bytes);

    /** Whether the text of a value is what this reads from its bytes. */
    boolean gives(String value, byte[] bytes) {
        return value.equals(read(bytes));
    }

    /** The first way that gives the text of a value, or {@link #NONE}. */
    static FieldReading of(String value, byte[] bytes) {
        return ALL.stream()
                .filter(reading -> reading.gives(value, bytes))
                .findFirst()
                .orElse(NONE);
    }

    private static long varint(byte[] bytes) {
        long value = 0;
        for (int i = 0; i < bytes.length && i < LONGEST_VARINT; i++) {
            value |= (long) (bytes[i] & 0x7f) << (7 * i);
            if (bytes[i] >= 0) {
                return i == bytes.length - 1 ? value : -1;
            }
        }
        return -1;
    }

    /** Part of some bytes; empty if they end before it. */
    static byte[] part(byte[] bytes, int start, int end) {
        return end > bytes.length ? new byte[0] : Arrays.copyOfRange(bytes, start, end);
    }
}
