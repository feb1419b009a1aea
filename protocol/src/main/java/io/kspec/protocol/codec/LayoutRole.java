package io.kspec.protocol.codec;

/** The meaning of the bytes of a {@link LayoutEntry}. */
public enum LayoutRole {
    /** A whole structure or array; the entries of its parts follow. */
    GROUP,
    /** A number, a UUID, or the content of a string or of bytes. */
    VALUE,
    /** The length before a string or bytes. */
    LENGTH,
    /** The count before an array's entries. */
    COUNT,
    /** The byte before a nullable structure, which says whether it is null. */
    PRESENCE,
    /** The number of tagged fields of a structure. */
    TAG_COUNT,
    /** The tag of a tagged field. */
    TAG,
    /** The size of a tagged field. */
    TAG_SIZE,
    /** A tagged field that the definition does not have. */
    UNKNOWN_TAG
}
