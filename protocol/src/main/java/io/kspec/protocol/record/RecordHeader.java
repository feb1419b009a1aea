package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A header of a record; magic 2 only (KIP-82).
 *
 * @param key its name; several headers of a record may share it
 * @param value its bytes, or null
 */
public record RecordHeader(String key, @Nullable Bytes value) {}
