package io.kspec.mock.script;

import io.kspec.protocol.path.FieldPath;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageTree;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.StructSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The places of fields in a message: a {@link FieldPath} in which an index may also be {@code [*]} for every entry, or {@code
 * [ApiKey=8]} for the entries with a field of that value.
 */
public final class PathPattern {
    private static final Pattern SELECTOR = Pattern.compile("\\[(\\*|([A-Za-z][A-Za-z0-9]*)=([^\\]]*))]");

    private final String text;

    private PathPattern(String text) {
        this.text = text;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static PathPattern parse(String text) {
        FieldPath unused = FieldPath.parse(SELECTOR.matcher(text).replaceAll("[0]"));
        return new PathPattern(text);
    }

    /** The places that a message has, in the order of the message; none where a version has no such field. */
    public List<FieldPath> in(Message message) {
        List<FieldPath> places = new ArrayList<>();
        expand(message, text, places);
        return places;
    }

    /** Whether a structure has such a place in principle, whatever the entries of its arrays. */
    boolean isKnownTo(StructSpec spec) {
        StructSpec struct = spec;
        for (String step :
                SELECTOR.matcher(text).replaceAll("").replaceAll("\\[\\d+]", "").split("\\.", -1)) {
            FieldSpec field = struct == null ? null : struct.find(step);
            if (field == null) {
                return false;
            }
            boolean hasParts = field.type().struct() != null || field.type().isStructArray();
            struct = hasParts ? field.type().structSpec() : null;
        }
        return true;
    }

    private static void expand(Message message, String path, List<FieldPath> places) {
        Matcher selector = SELECTOR.matcher(path);
        if (!selector.find()) {
            FieldPath place = FieldPath.parse(path);
            if (exists(message, path)) {
                places.add(place);
            }
            return;
        }
        String array = path.substring(0, selector.start());
        if (!exists(message, array)) {
            return;
        }
        Object entries = FieldPath.parse(array).find(message).orElse(List.of());
        int count = entries instanceof List<?> list ? list.size() : 0;
        for (int i = 0; i < count; i++) {
            String entry = array + "[" + i + "]";
            if (isSelected(message, entry, selector.group(2), selector.group(3))) {
                expand(message, entry + path.substring(selector.end()), places);
            }
        }
    }

    private static boolean isSelected(Message message, String entry, @Nullable String field, @Nullable String value) {
        return field == null
                || (exists(message, entry + "." + field)
                        && FieldPath.parse(entry + "." + field)
                                .find(message)
                                .map(PlainValue::of)
                                .map(String::valueOf)
                                .filter(found -> found.equals(value))
                                .isPresent());
    }

    /** Whether the message has the place, even if its value is null. */
    private static boolean exists(Message message, String path) {
        int dot = path.lastIndexOf('.');
        String last = path.substring(dot + 1);
        int bracket = last.indexOf('[');
        try {
            Object parent = dot < 0
                    ? message
                    : FieldPath.parse(path.substring(0, dot)).find(message).orElse(null);
            boolean hasField =
                    parent instanceof Message struct && struct.has(bracket < 0 ? last : last.substring(0, bracket));
            return hasField
                    && (bracket < 0 || FieldPath.parse(path).find(message).isPresent());
        } catch (IllegalArgumentException noSuchField) {
            return false;
        }
    }

    /**
     * A message with the value at a place replaced by what a plain value says there: see {@link MessageTree#toMessage}.
     *
     * @throws IllegalArgumentException if the value does not fit
     */
    static Message replace(Message message, FieldPath place, @Nullable Object plain) {
        String path = place.toString();
        int dot = path.lastIndexOf('.');
        Object parent = dot < 0
                ? message
                : FieldPath.parse(path.substring(0, dot)).find(message).orElseThrow();
        String last = path.substring(dot + 1);
        boolean isEntry = last.endsWith("]");
        String name = isEntry ? last.substring(0, last.indexOf('[')) : last;
        FieldSpec field = ((Message) parent).spec().field(name);
        Map<String, @Nullable Object> tree = new HashMap<>();
        tree.put(name, isEntry ? new ArrayList<>(Collections.singletonList(plain)) : plain);
        Message typed = MessageTree.toMessage(((Message) parent).spec(), tree);
        Object value = isEntry ? typed.getList(field.name(), Object.class).get(0) : typed.get(field);
        return place.replace(message, value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PathPattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it was read. */
    @Override
    public String toString() {
        return text;
    }
}
