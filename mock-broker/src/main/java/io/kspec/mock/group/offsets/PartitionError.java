package io.kspec.mock.group.offsets;

import io.kspec.protocol.ErrorCode;

/** What became of one partition of a request; NONE if it was done. */
public record PartitionError(TopicPartition partition, ErrorCode error) {}
