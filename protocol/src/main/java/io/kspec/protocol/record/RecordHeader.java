package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A header of a record, which only magic 2 has (KIP-82).
 *
 * @param key the name, which several headers of a record may share
 * @param value the value, or null
 */
public record RecordHeader(String key, @Nullable Bytes value) {}
