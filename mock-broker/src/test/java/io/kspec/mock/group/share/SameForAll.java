package io.kspec.mock.group.share;

/** The same terms for every share group, of at most ten members and sessions. */
record SameForAll(ShareTerms terms) implements ShareConfigs {
    private static final int MOST = 10;

    @Override
    public ShareTerms of(String groupId) {
        return terms;
    }

    @Override
    public int maxSize() {
        return MOST;
    }

    @Override
    public int maxSessions() {
        return MOST;
    }
}
