package io.kspec.mock.group.share;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The partitions that a member reads from a broker, so that its requests need not name them again. */
public final class ShareSession {
    /** The epoch of a request that begins a session. */
    public static final int NEW = 0;
    /** The epoch of a request that ends a session. */
    public static final int FINAL = -1;

    private final Set<SharePartitionKey> partitions;
    private final long connection;
    private int epoch = 1;

    ShareSession(Collection<SharePartitionKey> partitions, long connection) {
        this.connection = connection;
        this.partitions = new LinkedHashSet<>(partitions);
    }

    long connection() {
        return connection;
    }

    int epoch() {
        return epoch;
    }

    /** The next request has the next epoch, after the highest the first one again. */
    void advance() {
        epoch = epoch == Integer.MAX_VALUE ? 1 : epoch + 1;
    }

    void update(Collection<SharePartitionKey> added, Collection<SharePartitionKey> forgotten) {
        partitions.addAll(added);
        partitions.removeAll(forgotten);
    }

    /** Lets a partition of which records were delivered be the last. */
    public void delivered(SharePartitionKey partition) {
        if (partitions.remove(partition)) {
            partitions.add(partition);
        }
    }

    /** The partitions in the order in which they were added or delivered. */
    public List<SharePartitionKey> partitions() {
        return List.copyOf(partitions);
    }
}
