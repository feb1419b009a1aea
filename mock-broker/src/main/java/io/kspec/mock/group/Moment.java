package io.kspec.mock.group;

/** When a decision is taken, and by which rules. */
record Moment(long nowMs, GroupSettings settings, SubscribedTopics subscribedTopics) {
    /** The time that lies so many milliseconds ahead; a negative span is none. */
    long after(int spanMs) {
        return nowMs + Math.max(spanMs, 0);
    }
}
