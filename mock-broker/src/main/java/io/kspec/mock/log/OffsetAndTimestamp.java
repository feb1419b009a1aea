package io.kspec.mock.log;

/** The offset and timestamp of a record. */
public record OffsetAndTimestamp(long offset, long timestampMs) {}
