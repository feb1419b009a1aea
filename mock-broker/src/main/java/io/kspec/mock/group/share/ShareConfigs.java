package io.kspec.mock.group.share;

/** The configurations that share groups follow. */
public interface ShareConfigs {
    /** Those of a group. */
    ShareTerms of(String groupId);

    /** {@code group.share.max.size}: how many members a group may have. */
    int maxSize();

    /** {@code group.share.max.share.sessions}: how many sessions a broker may have. */
    int maxSessions();
}
