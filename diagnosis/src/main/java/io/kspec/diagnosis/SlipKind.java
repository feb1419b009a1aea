package io.kspec.diagnosis;

/** The slips that blame knows: ways in which an implementation departs from the message definitions. */
public enum SlipKind {
    /** The body has the layout of another version of the API. */
    OTHER_VERSION("layout of another version"),
    /** A field of another version stands among those of this one. */
    FIELD_ADDED("field of another version added"),
    /** A field of this version is left out. */
    FIELD_MISSING("field missing"),
    /** A field stands at another place of its structure. */
    FIELD_MOVED("field at another place"),
    /** Bytes that no version of the API has. */
    BYTES_ADDED("bytes that no version has"),
    /** The response header has tagged fields where it has none: those of a version that is not flexible, or ApiVersions. */
    HEADER_TAGS_ADDED("header with tagged fields"),
    /** The header lacks the buffer of tagged fields that a flexible version has. */
    HEADER_TAGS_MISSING("header without tagged fields"),
    /** A buffer of tagged fields is missing at the end of a structure. */
    TAG_BUFFER_MISSING("tag buffer missing"),
    /** A buffer of tagged fields stands twice, or where none belongs. */
    TAG_BUFFER_ADDED("tag buffer added"),
    /** A buffer of tagged fields stands at another place of its structure. */
    TAG_BUFFER_MOVED("tag buffer at another place"),
    /** The whole body is flexible although the version is not. */
    FLEXIBLE_BODY("flexible body in a classic version"),
    /** The whole body is classic although the version is flexible. */
    CLASSIC_BODY("classic body in a flexible version"),
    /** A length or count is an int16 or int32 where the version has compact ones. */
    CLASSIC_LENGTH("classic length in a flexible version"),
    /** A length or count is compact where the version has int16 or int32. */
    COMPACT_LENGTH("compact length in a classic version"),
    /** A length is an int32 for an int16, or the reverse. */
    LENGTH_WIDTH("length of another width"),
    /** A length is one more or one less than what follows; compact lengths without their plus one. */
    LENGTH_OFF_BY_ONE("length off by one"),
    /** A length includes its own bytes. */
    LENGTH_COUNTS_ITSELF("length that counts itself"),
    /** An array's count is not that of its entries. */
    COUNT_WRONG("count unlike the entries"),
    /** An integer has another width. */
    INTEGER_WIDTH("integer of another width"),
    /** An integer has its lowest byte first. */
    LITTLE_ENDIAN("little-endian integer"),
    /** Null where the definition allows none. */
    NULL_NOT_ALLOWED("null where none is allowed"),
    /** An empty string or array where null is meant. */
    EMPTY_FOR_NULL("empty where null is meant"),
    /** The correlation id is missing. */
    CORRELATION_ID_MISSING("correlation id missing"),
    /** The correlation id stands twice. */
    CORRELATION_ID_DOUBLED("correlation id doubled"),
    /** The correlation id is not that of the request. */
    CORRELATION_ID_WRONG("wrong correlation id"),
    /** The frame's size stands within the frame. */
    SIZE_IN_FRAME("frame size within the frame"),
    /** The frame's size is not that of what it holds: the message ends before, or after. */
    FRAME_LENGTH("frame length wrong"),
    /** The message is complete and bytes follow. */
    TRAILING_BYTES("trailing bytes"),
    /** A record's varint is written as it is rather than zig-zag. */
    VARINT_NOT_ZIGZAG("varint not zig-zag");

    private final String title;

    SlipKind(String title) {
        this.title = title;
    }

    /** A few words for tables. */
    public String title() {
        return title;
    }
}
