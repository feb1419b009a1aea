package io.kspec.mock.script.yaml;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The ways in which a stub can change the bytes of a response: the key of each, and the key that it needs as well. */
enum ByteChange {
    INSERT_BEFORE("insertBefore", "hex"),
    INSERT_AFTER("insertAfter", "hex"),
    REPLACE("replace", "hex"),
    OMIT("omit", null),
    DOUBLE("double", null),
    ENCODE("encode", "as"),
    MISCOUNT("miscount", "by"),
    FLIP_BIT("flipBit", "at"),
    TRUNCATE("truncate", null),
    APPEND("append", null);

    private final String key;
    private final @Nullable String companion;

    ByteChange(String key, @Nullable String companion) {
        this.key = key;
        this.companion = companion;
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
