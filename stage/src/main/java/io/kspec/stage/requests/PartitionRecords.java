package io.kspec.stage.requests;

import io.kspec.protocol.Bytes;

/** Records to be appended to a partition. */
public record PartitionRecords(TopicIdentity topic, int partition, Bytes records) {}
