package io.kspec.mock.transaction;

import org.apiguardian.api.API;

/**
 * The broker settings for transactions.
 *
 * @param version the finalized level of the feature {@code transaction.version}, 0 to {@value #HIGHEST_VERSION}. From 2 on,
 *     clients let Produce and TxnOffsetCommit add partitions, and every EndTxn starts a new epoch (KIP-890)
 * @param maxTimeoutMs {@code transaction.max.timeout.ms}: an InitProducerId with a longer transaction timeout is refused with
 *     INVALID_TRANSACTION_TIMEOUT
 * @param idExpirationMs {@code transactional.id.expiration.ms}: how long a transactional id without an open transaction is
 *     remembered
 * @param markerDelayMs how long a transaction stays in PrepareCommit or PrepareAbort before its markers are written; Kafka
 *     writes them as soon as it can
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record TransactionSettings(int version, int maxTimeoutMs, long idExpirationMs, int markerDelayMs) {
    public static final int HIGHEST_VERSION = 2;
    /** The feature by whose level clients choose how to do transactions (KIP-890). */
    public static final String FEATURE = "transaction.version";

    /** Kafka's defaults. */
    public static final TransactionSettings DEFAULTS =
            new TransactionSettings(HIGHEST_VERSION, 900_000, 604_800_000, 0);

    public TransactionSettings {
        if (version < 0 || version > HIGHEST_VERSION) {
            throw new IllegalArgumentException(
                    "transaction.version: expected 0 to " + HIGHEST_VERSION + ", found " + version);
        }
    }

    /** These settings with another {@code transaction.version}. */
    public TransactionSettings withVersion(int level) {
        return new TransactionSettings(level, maxTimeoutMs, idExpirationMs, markerDelayMs);
    }

    /** These settings with another delay of transaction markers. */
    public TransactionSettings withMarkerDelayMs(int delayMs) {
        return new TransactionSettings(version, maxTimeoutMs, idExpirationMs, delayMs);
    }
}
