package io.kspec.diagnosis;

/** The slips that the diagnosis knows: ways in which an implementation departs from the message definitions. */
public enum SlipKind {
    /** The body has the layout of another version of the API. */
    OTHER_VERSION("layout of another version"),
    /** A field of another version is present. */
    FIELD_ADDED("field of another version added"),
    /** A field of this version is missing. */
    FIELD_MISSING("field missing"),
    /** A field is in the wrong place in its structure. */
    FIELD_MOVED("field in the wrong place"),
    /** Extra bytes that no version of the API has. */
    BYTES_ADDED("extra bytes"),
    /** The response header has tagged fields in a version that is not flexible, or in ApiVersions. */
    HEADER_TAGS_ADDED("header with tagged fields"),
    /** The header lacks the tag buffer of a flexible version. */
    HEADER_TAGS_MISSING("header without tagged fields"),
    /** The tag buffer at the end of a structure is missing. */
    TAG_BUFFER_MISSING("tag buffer missing"),
    /** A tag buffer is written twice, or where none belongs. */
    TAG_BUFFER_ADDED("tag buffer added"),
    /** A tag buffer is in the wrong place in its structure. */
    TAG_BUFFER_MOVED("tag buffer in the wrong place"),
    /** The whole body is flexible although the version is not. */
    FLEXIBLE_BODY("flexible body in a classic version"),
    /** The whole body is classic although the version is flexible. */
    CLASSIC_BODY("classic body in a flexible version"),
    /** A length or count is an int16 or int32 where the version uses compact ones. */
    CLASSIC_LENGTH("classic length in a flexible version"),
    /** A length or count is compact where the version uses int16 or int32. */
    COMPACT_LENGTH("compact length in a classic version"),
    /** A length is an int32 instead of an int16, or the reverse. */
    LENGTH_WIDTH("length of the wrong width"),
    /** A length is one higher or lower than its content; includes compact lengths without their +1. */
    LENGTH_OFF_BY_ONE("length off by one"),
    /** A length includes its own bytes. */
    LENGTH_COUNTS_ITSELF("length that counts itself"),
    /** An array's count differs from the number of its entries. */
    COUNT_WRONG("wrong count"),
    /** An integer has the wrong width. */
    INTEGER_WIDTH("integer of the wrong width"),
    /** An integer is little-endian. */
    LITTLE_ENDIAN("little-endian integer"),
    /** Null where the definition does not allow it. */
    NULL_NOT_ALLOWED("null where not allowed"),
    /** An empty string or array instead of null. */
    EMPTY_FOR_NULL("empty instead of null"),
    /** The correlation id is missing. */
    CORRELATION_ID_MISSING("correlation id missing"),
    /** The correlation id is written twice. */
    CORRELATION_ID_DOUBLED("correlation id doubled"),
    /** The correlation id differs from the request's. */
    CORRELATION_ID_WRONG("wrong correlation id"),
    /** The frame's size is repeated inside the frame. */
    SIZE_IN_FRAME("frame size repeated inside the frame"),
    /** An error code stands alone where the whole body belongs, or with a text. */
    ERROR_ALONE("error code instead of a body"),
    /** Pieces of the request's names lie where other fields belong. */
    REQUEST_TEXT("text of the request in the response"),
    /** The frame ends before the message does. */
    FRAME_CUT("frame cut short"),
    /** The size before the frame is higher than the message. */
    SIZE_TOO_HIGH("frame size too high"),
    /** The size before the frame is lower than the message. */
    SIZE_TOO_LOW("frame size too low"),
    /** The size before the frame is negative. */
    SIZE_NEGATIVE("negative frame size"),
    /** Bytes follow the complete message. */
    TRAILING_BYTES("trailing bytes"),
    /** A record's varint is not zig-zag encoded. */
    VARINT_NOT_ZIGZAG("varint not zig-zag");

    private final String title;

    SlipKind(String title) {
        this.title = title;
    }

    /** A short name, for tables. */
    public String title() {
        return title;
    }
}
