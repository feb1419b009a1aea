package io.kspec.mock.admin.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a call failed.
 *
 * @param what the whole sentence
 * @param where the part of the call: a line and column of the body, a header, or a query parameter
 * @param expected what was expected there, or null if the sentence says it all
 * @param found what was found instead, or null
 */
public record HttpFault(String what, String where, @Nullable String expected, @Nullable String found) {
    private static final Pattern SENTENCE = Pattern.compile("(?s)(?:(.*): )?expected (.*?)[,;] found (.*)");

    /** A fault of which the sentence is {@code expected …, found …}. */
    public static HttpFault mismatch(String where, String expected, String found) {
        return new HttpFault("expected " + expected + ", found " + found, where, expected, found);
    }

    /** A fault described by a sentence, which is taken apart if it has the form {@code expected …, found …}. */
    public static HttpFault of(String where, String sentence) {
        Matcher matcher = SENTENCE.matcher(sentence);
        return matcher.matches()
                ? new HttpFault(sentence, where, matcher.group(2), matcher.group(3))
                : new HttpFault(sentence, where, null, null);
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("what", what);
        tree.put("where", where);
        if (expected != null) {
            tree.put("expected", expected);
        }
        if (found != null) {
            tree.put("found", found);
        }
        return tree;
    }
}
