package io.kspec.stage.cluster;

/**
 * How many partitions a topic should have.
 *
 * @param orMore whether it may have more
 */
record TopicSize(int partitions, boolean orMore) {
    boolean admits(int found) {
        return found == partitions || (orMore && found > partitions);
    }

    /** {@code 3 partitions or more}. */
    @Override
    public String toString() {
        return (orMore ? "" : "exactly ")
                + (partitions == 1 ? "1 partition" : partitions + " partitions")
                + (orMore ? " or more" : "");
    }
}
