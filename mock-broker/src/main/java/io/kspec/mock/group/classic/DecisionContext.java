package io.kspec.mock.group.classic;

import io.kspec.mock.group.GroupSettings;

/** What every decision about a group depends on: the time and the settings. */
record DecisionContext(long nowMs, GroupSettings settings) {
    /** Now plus a span; negative spans count as zero. */
    long after(int spanMs) {
        return nowMs + Math.max(spanMs, 0);
    }
}
