package io.kspec.mock.group.offsets;

import io.kspec.protocol.ErrorCode;

/** The result for one partition of a request: NONE on success. */
public record PartitionError(TopicPartition partition, ErrorCode error) {}
