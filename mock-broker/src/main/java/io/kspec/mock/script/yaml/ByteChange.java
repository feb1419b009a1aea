package io.kspec.mock.script.yaml;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The ways in which a stub can change the bytes of a response: the key of each, and the key that it needs as well. */
enum ByteChange {
    INSERT_BEFORE("insertBefore", "hex", "Inserts bytes before a field."),
    INSERT_AFTER("insertAfter", "hex", "Inserts bytes after a field."),
    REPLACE("replace", "hex", "Replaces the bytes of a field, including its length."),
    OMIT("omit", null, "Omits a field."),
    DOUBLE("double", null, "Writes a field twice."),
    ENCODE("encode", "as", "Encodes a whole number as a type of another width."),
    MISCOUNT("miscount", "by", "Adds a number to the length or count of a field."),
    FLIP_BIT("flipBit", "at", "Flips the lowest bit of one byte of a field's value."),
    TRUNCATE("truncate", null, "Omits the last bytes of the response."),
    APPEND("append", null, "Appends bytes to the response.");

    private final String key;
    private final @Nullable String companion;
    private final String description;

    ByteChange(String key, @Nullable String companion, String description) {
        this.key = key;
        this.companion = companion;
        this.description = description;
    }

    /** The key, for the list of all keys. */
    StubKey stubKey() {
        StubValueType type =
                switch (this) {
                    case TRUNCATE -> StubValueType.COUNT;
                    case APPEND -> StubValueType.HEX;
                    default -> StubValueType.PATH;
                };
        String example =
                switch (this) {
                    case TRUNCATE -> "2";
                    case APPEND -> "\"dead\"";
                    case MISCOUNT -> "Members";
                    default -> "ErrorCode";
                };
        return new StubKey(
                StubSection.BYTE_CHANGE,
                key,
                type,
                companion == null ? List.of() : List.of(companion),
                description,
                example);
    }

    String key() {
        return key;
    }

    /** All keys of such a change. */
    Set<String> keys() {
        return companion == null ? Set.of(key) : Set.of(key, companion);
    }

    /** The keys that make something a change of bytes, in alphabetical order. */
    static List<String> changeKeys() {
        return Arrays.stream(values()).map(ByteChange::key).sorted().toList();
    }

    /** The keys of all changes together. */
    static Set<String> allKeys() {
        Set<String> all = new TreeSet<>();
        Arrays.stream(values()).forEach(change -> all.addAll(change.keys()));
        return all;
    }
}
