package io.kspec.diagnosis.reading;

import io.kspec.protocol.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a string of the request that lies in the response outside any string: such as its first four bytes where a
 * count belongs. Whole strings are no evidence, since responses repeat names, and neither is what has a length before it.
 *
 * @param start the first byte
 * @param end the byte after the last
 * @param string the string it is a piece of, as UTF-8 bytes read as Latin-1
 * @param offset where the piece starts in the string
 */
public record RequestTextPiece(int start, int end, String string, int offset) {
    private static final int SHORTEST = Integer.BYTES;
    private static final int MOST = 32;
    private static final int LONGEST_LENGTH = 250;
    private static final int EXAMINED = 64 * 1024;

    /** A place in a string. */
    private record Place(String string, int offset) {}

    public String text() {
        return string.substring(offset, offset + end - start);
    }

    /** Whether this piece goes on where another ended. */
    boolean continues(RequestTextPiece other) {
        return string.equals(other.string) && offset == other.offset + other.end - other.start;
    }

    /** The pieces of some strings in a frame. */
    static List<RequestTextPiece> find(Bytes frame, Set<String> strings) {
        Map<String, List<Place>> places = places(strings);
        if (places.isEmpty()) {
            return List.of();
        }
        byte[] array = frame.slice(0, Math.min(frame.size(), EXAMINED)).toArray();
        String text = new String(array, StandardCharsets.ISO_8859_1);
        List<RequestTextPiece> found = new ArrayList<>();
        Set<Character> starts =
                places.keySet().stream().map(start -> start.charAt(0)).collect(Collectors.toSet());
        int at = 0;
        while (at + SHORTEST <= text.length() && found.size() < MOST) {
            RequestTextPiece longest = starts.contains(text.charAt(at)) ? longest(text, at, places) : null;
            boolean whole = longest != null && longest.end - longest.start == longest.string.length();
            if (longest != null && !whole && !isInString(text, longest)) {
                found.add(longest);
            }
            at = longest == null ? at + 1 : longest.end;
        }
        return List.copyOf(found);
    }

    private static Map<String, List<Place>> places(Set<String> strings) {
        Map<String, List<Place>> places = new HashMap<>();
        for (String string : new TreeSet<>(strings)) {
            for (int i = 0; i + SHORTEST <= string.length(); i++) {
                places.computeIfAbsent(string.substring(i, i + SHORTEST), start -> new ArrayList<>())
                        .add(new Place(string, i));
            }
        }
        return places;
    }

    private static @Nullable RequestTextPiece longest(String text, int at, Map<String, List<Place>> places) {
        RequestTextPiece longest = null;
        for (Place place : places.getOrDefault(text.substring(at, at + SHORTEST), List.of())) {
            int length = SHORTEST;
            while (at + length < text.length()
                    && place.offset + length < place.string.length()
                    && text.charAt(at + length) == place.string.charAt(place.offset + length)) {
                length++;
            }
            if (longest == null || length > longest.end - longest.start) {
                longest = new RequestTextPiece(at, at + length, place.string, place.offset);
            }
        }
        return longest;
    }

    /** Whether a piece is part of a printable text with its length before it, which may be cut off by the frame's end. */
    private static boolean isInString(String text, RequestTextPiece piece) {
        for (int from = piece.start; from > 0 && piece.start - from < LONGEST_LENGTH; from--) {
            int classic = from < Short.BYTES ? 0 : text.charAt(from - 2) << Byte.SIZE | text.charAt(from - 1);
            int compact = text.charAt(from - 1) - 1;
            for (int length : new int[] {classic, compact}) {
                if (length < LONGEST_LENGTH && from + length >= piece.end && isPrintable(text, from, from + length)) {
                    return true;
                }
            }
            if (!isPrintable(text.charAt(from - 1))) {
                return false;
            }
        }
        return false;
    }

    private static boolean isPrintable(String text, int start, int end) {
        return text.substring(start, Math.min(end, text.length())).chars().allMatch(c -> isPrintable((char) c));
    }

    private static boolean isPrintable(char c) {
        return c > ' ' && c < 0x7f;
    }
}
