package io.kspec.protocol.record;

/**
 * Where a field lies.
 *
 * @param path the field, as {@code Batches[0].Records[3].Key}; a variable-length field includes its length
 * @param start its first byte, counted from the first byte of the records field
 * @param end the byte after its last
 */
public record FieldRange(String path, int start, int end) {}
