package io.kspec.diagnosis.reading;

import io.kspec.protocol.ErrorCode;

/**
 * How surprising values are, in bits: the negative binary logarithm of a rough probability. Of two interpretations of
 * the same bytes, the one with fewer bits is likelier; unexplained bytes cost {@link #RAW_BYTE} each.
 */
final class Likelihood {
    static final double RAW_BYTE = 8;
    /** A byte of well-formed record batches, or of another format with lengths of its own. */
    static final double RECORDS_BYTE = 2;
    /** Records whose last batch is cut off. */
    static final double CUT_BATCH = 10;
    /** Bytes that are not record batches. */
    static final double NO_RECORDS = 24;

    /** An offset with one high bit and a few low ones, as tests choose: hardly less than two numbers misread as one. */
    private static final double HIGH_AND_LOW = 16;

    private static final double[] CHARACTERS = new double[128];
    private static final boolean[] ERRORS = new boolean[512];
    private static final long EARLIEST_TIMESTAMP = 946_684_800_000L;
    private static final long LATEST_TIMESTAMP = 4_102_444_800_000L;
    /** ListOffsets requests the earliest offset and others by negative timestamps; more may be added. */
    private static final long LAST_KIND_OF_OFFSET = -100;
    /** More than any value can cost: an impossible value is no better than unexplained bytes. */
    private static final double ABSURD = 1000;

    static {
        for (int c = 0; c < CHARACTERS.length; c++) {
            CHARACTERS[c] =
                    c < 0x20 || c == 0x7f ? 20 : Character.isLetterOrDigit(c) ? Character.isUpperCase(c) ? 6 : 5 : 7;
        }
        CHARACTERS['-'] = 5;
        CHARACTERS['.'] = 5;
        CHARACTERS['_'] = 5;
        for (ErrorCode error : ErrorCode.values()) {
            if (error.code() >= 0) {
                ERRORS[error.code()] = true;
            }
        }
    }

    private Likelihood() {}

    static double number(Meaning meaning, long value, long usual, int size) {
        double bits =
                switch (meaning) {
                    case BOOL -> 1;
                    case FLOAT -> real(value);
                    case RECORD_LENGTH -> plain(value, size);
                    case ERROR_CODE -> errorCode(value);
                    case THROTTLE_TIME ->
                        value == 0 ? 0.4 : value > 0 && value <= 300_000 ? 6 + length(value) / 2 : ABSURD;
                    case BROKER -> value == -1 ? 4 : small(value, 1_000_000) + (value > 10 ? 2 : 0);
                    case PARTITION -> small(value, 100_000);
                    case EPOCH -> epoch(value);
                    case MEMBER_EPOCH -> value == -2 ? 5 : epoch(value);
                    case OFFSET -> offset(value);
                    case TIMESTAMP -> timestamp(value);
                    case PORT -> value == 9092 ? 2.5 : value > 0 && value < 65_536 ? 13 : ABSURD;
                    case OPERATIONS ->
                        value == Integer.MIN_VALUE ? 1 : value == -1 ? 7 : value >= 0 && value < 65_536 ? 12 : ABSURD;
                    case LOWEST_VERSION -> value == 0 ? 1 : 2 + small(value, 20);
                    case PERMISSION -> value == 2 || value == 3 ? 1.5 : value == 0 || value == 1 ? 5 : 16;
                    case LEAST_BYTES -> value == 1 ? 1 : plain(value, size) + (value > 1_000_000 ? 6 : 1);
                    case MOST_BYTES -> value >= 1000 ? 14 : plain(value, size) + 3;
                    default -> plain(value, size);
                };
        double expected = meaning == Meaning.OFFSET ? 2.5 : 1.5;
        return Math.min(value == usual ? Math.min(bits, expected) : bits, size * RAW_BYTE + 8);
    }

    private static double epoch(long value) {
        return value == -1 ? 2.5 : small(value, 10_000_000);
    }

    /** A float64, as its bits. */
    private static double real(long bits) {
        double value = Math.abs(Double.longBitsToDouble(bits));
        return value == 0 ? 2 : value > 1e-6 && value < 1e15 ? 20 : ABSURD;
    }

    private static double errorCode(long value) {
        if (value == 0) {
            return 0.6;
        }
        return value == -1 || (value > 0 && value < ERRORS.length && ERRORS[(int) value]) ? 7 : ABSURD;
    }

    private static double small(long value, long most) {
        return value < 0 ? ABSURD : 1.5 + 1.3 * length(value) + (value > most ? 10 : 0);
    }

    private static double offset(long value) {
        if (value < 0) {
            return value == -1 ? 3 : ABSURD;
        }
        double halves = HIGH_AND_LOW + 1.2 * (length(value >>> Integer.SIZE) + length(value & 0xffff_ffffL));
        return Math.min(halves, 2 + 1.2 * length(value) + (value > 1L << 48 ? 12 : 0));
    }

    private static double timestamp(long value) {
        if (value == -1 || value == 0) {
            return value == -1 ? 2 : 5;
        }
        if (value < 0 && value >= LAST_KIND_OF_OFFSET) {
            return 5;
        }
        return value >= EARLIEST_TIMESTAMP && value < LATEST_TIMESTAMP
                ? 30
                : value > 0 ? 34 + length(value) / 2 : ABSURD;
    }

    private static double plain(long value, int size) {
        if (value == 0) {
            return 2;
        }
        if (value > 0) {
            return 3 + (size == Long.BYTES ? 1.2 : 1.3) * length(value);
        }
        boolean least = value == -1L << (size * Byte.SIZE - 1);
        return value == -1 ? 4.5 : least ? 10 : 14 + 1.3 * length(-value);
    }

    /** A length or count; -1 for null. */
    static double length(int value, boolean nullUsual) {
        if (value < 0) {
            return nullUsual ? 1.2 : 5;
        }
        if (value == 0) {
            return nullUsual ? 22 : 3.5;
        }
        return 1.5 + 1.3 * length((long) value);
    }

    /** A byte of a string: characters beyond ASCII take several. */
    static double character(byte b) {
        return b < 0 ? 7.5 : CHARACTERS[b];
    }

    static double opaque(byte b) {
        return b == 0 ? 4 : b > 0x20 && b < 0x7f ? 6.5 : 8;
    }

    static double uuid(long high, long low) {
        if ((high | low) == 0) {
            return 3;
        }
        boolean random = (high & 0xf000) == 0x4000 && (low & 0xc000_0000_0000_0000L) == 0x8000_0000_0000_0000L;
        return random ? 122 : 142;
    }

    private static int length(long value) {
        return Long.SIZE - Long.numberOfLeadingZeros(value);
    }
}
