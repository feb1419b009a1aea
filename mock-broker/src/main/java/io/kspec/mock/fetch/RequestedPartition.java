package io.kspec.mock.fetch;

import org.jspecify.annotations.Nullable;

/**
 * A partition to read.
 *
 * @param key how the client refers to it
 * @param topic the topic's name, or null if no topic has the id. A session keeps the name that it knew first, even if the
 *     topic is replaced by another one of that name
 * @param request what is asked of the partition
 */
public record RequestedPartition(PartitionKey key, @Nullable String topic, PartitionRequest request) {}
