package io.kspec.mock.telemetry;

import io.kspec.protocol.ErrorCode;

/** What the broker remembers of a client instance: what it subscribes to, and when the client asked and pushed last. */
final class ClientInstance {
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final TelemetrySubscription subscription;
    private final int subscriptionId;
    /** The number of changes of the subscriptions when this one was made. */
    private final long changes;

    private long lastGetMs = NEVER;
    private long lastPushMs = NEVER;
    private ErrorCode lastError = ErrorCode.NONE;
    private boolean terminating;

    ClientInstance(TelemetrySubscription subscription, int subscriptionId, long changes) {
        this.subscription = subscription;
        this.subscriptionId = subscriptionId;
        this.changes = changes;
    }

    TelemetrySubscription subscription() {
        return subscription;
    }

    int subscriptionId() {
        return subscriptionId;
    }

    long changes() {
        return changes;
    }

    /** Decides about a request for the subscription; one that follows an error that demands it is taken at any time. */
    ErrorCode get(long nowMs) {
        boolean due = nowMs - Math.max(lastGetMs, lastPushMs) >= subscription.intervalMs();
        if (due) {
            lastGetMs = nowMs;
        }
        boolean demanded =
                lastError == ErrorCode.UNKNOWN_SUBSCRIPTION_ID || lastError == ErrorCode.UNSUPPORTED_COMPRESSION_TYPE;
        if (!due && !demanded) {
            return ErrorCode.THROTTLING_QUOTA_EXCEEDED;
        }
        lastError = ErrorCode.NONE;
        return ErrorCode.NONE;
    }

    /** Decides about a push; the first one after a request for the subscription, and the last one of all, are taken at any time. */
    ErrorCode push(TelemetryPush push, long nowMs) {
        boolean due = lastGetMs > lastPushMs || nowMs - lastPushMs >= subscription.intervalMs();
        lastError = check(push, due);
        if (!terminating && due) {
            lastPushMs = nowMs;
        }
        terminating = push.terminating();
        return lastError;
    }

    private ErrorCode check(TelemetryPush push, boolean due) {
        if (terminating) {
            return ErrorCode.INVALID_REQUEST;
        }
        if (!due && !push.terminating()) {
            return ErrorCode.THROTTLING_QUOTA_EXCEEDED;
        }
        if (push.subscriptionId() != subscriptionId) {
            return ErrorCode.UNKNOWN_SUBSCRIPTION_ID;
        }
        if (!push.hasKnownCompression()) {
            return ErrorCode.UNSUPPORTED_COMPRESSION_TYPE;
        }
        return push.isTooLarge() ? ErrorCode.TELEMETRY_TOO_LARGE : ErrorCode.NONE;
    }
}
