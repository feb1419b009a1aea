package io.kspec.mock.group.record;

import java.util.List;

/** Keeps what a coordinator writes about its groups. */
public interface CoordinatorLog {
    /** Keeps nothing. */
    CoordinatorLog NONE = (groupId, records, nowMs) -> {};

    /** Appends records about a group as one batch; nothing if there are none. */
    void append(String groupId, List<CoordinatorRecord> records, long nowMs);
}
