package io.kspec.mock.log;

/**
 * What a version of Produce allows.
 *
 * @param legacyFormats whether message sets of magic 0 and 1, and several batches, are allowed (versions 0 to 2),
 *     rather than exactly one batch of magic 2
 * @param zstd whether batches may be compressed with zstd (version 7 and up, KIP-110)
 */
public record ProduceRules(boolean legacyFormats, boolean zstd) {
    /** The rules of a version of Produce. */
    public static ProduceRules of(int version) {
        return new ProduceRules(version < 3, version >= 7);
    }
}
