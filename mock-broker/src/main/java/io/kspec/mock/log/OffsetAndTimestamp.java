package io.kspec.mock.log;

/** A record's place and its time, in milliseconds since the epoch. */
public record OffsetAndTimestamp(long offset, long timestampMs) {}
