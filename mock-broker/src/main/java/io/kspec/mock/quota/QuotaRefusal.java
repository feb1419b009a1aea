package io.kspec.mock.quota;

/** Why a description or an alteration of quotas is refused: as in Kafka, always with INVALID_REQUEST. */
public final class QuotaRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    public QuotaRefusal(String message) {
        super(message, null, false, false);
    }
}
