package io.kspec.protocol.codec;

/** What the bytes of a {@link LayoutEntry} do. */
public enum LayoutRole {
    /** A structure or array as a whole; the entries of its parts follow. */
    GROUP,
    /** A number, or the content of a string, of bytes, of a UUID. */
    VALUE,
    /** The length before a string or bytes. */
    LENGTH,
    /** The count before an array's entries. */
    COUNT,
    /** The byte that says whether a nullable structure follows. */
    PRESENCE,
    /** How many tagged fields a structure has. */
    TAG_COUNT,
    /** The tag of a tagged field. */
    TAG,
    /** The size of a tagged field. */
    TAG_SIZE,
    /** A tagged field that the definition does not know. */
    UNKNOWN_TAG
}
