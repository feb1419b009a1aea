package io.kspec.protocol.path;

import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.FieldType;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.message.MessageTree;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.path.PathStep.Every;
import io.kspec.protocol.path.PathStep.Field;
import io.kspec.protocol.path.PathStep.Having;
import io.kspec.protocol.path.PathStep.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A path to a field of a message, in the notation of layouts, failures, scenarios and stubs:
 * {@code Topics[0].Partitions[1].CommittedOffset}, or {@code Topics[0]} for an array entry. A pattern may match several
 * fields: {@code Topics[*].Name} for every entry, {@code ApiKeys[ApiKey=8].MaxVersion} for the entries with a given
 * field value.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class FieldPath {
    private static final String NAME = "[A-Za-z][A-Za-z0-9]*";
    private static final String SELECTOR = "\\[(?:(\\d{1,9})|(\\*)|(" + NAME + ")=([^\\]]*))]";
    private static final Pattern SELECTORS = Pattern.compile(SELECTOR);
    private static final Pattern FIELD = Pattern.compile(
            "(" + NAME + ")((?:\\[(?:\\d{1,9}|\\*|" + NAME + "=[^\\]]*)])*)(?:\\.(?=.)|$)", Pattern.DOTALL);

    private final List<PathStep> steps;
    private final String text;

    private FieldPath(List<PathStep> steps) {
        this.steps = List.copyOf(steps);
        this.text = text(this.steps);
    }

    /**
     * Parses the path of a single field.
     *
     * @throws IllegalArgumentException if the text is not such a path
     */
    public static FieldPath parse(String text) {
        return parse(text, false);
    }

    /**
     * Parses a path that may select several array entries by {@code [*]} or {@code [Field=value]}.
     *
     * @throws IllegalArgumentException if the text is not such a path
     */
    public static FieldPath parsePattern(String text) {
        return parse(text, true);
    }

    /** The path of the given steps, at least one, of which the first is a field. */
    public static FieldPath of(List<PathStep> steps) {
        return new FieldPath(steps);
    }

    private static FieldPath parse(String text, boolean pattern) {
        List<PathStep> steps = new ArrayList<>();
        Matcher field = FIELD.matcher(text);
        int at = 0;
        while (at < text.length() && field.find(at) && field.start() == at) {
            steps.add(new Field(field.group(1)));
            for (Matcher selector = SELECTORS.matcher(field.group(2)); selector.find(); ) {
                PathStep step = selector(selector);
                if (!pattern && !(step instanceof Index)) {
                    throw misfit(text, at);
                }
                steps.add(step);
            }
            at = field.end();
        }
        if (at < text.length() || steps.isEmpty()) {
            throw misfit(text, at);
        }
        return new FieldPath(steps);
    }

    private static PathStep selector(Matcher selector) {
        if (selector.group(1) != null) {
            return new Index(Integer.parseInt(selector.group(1)));
        }
        return selector.group(2) != null ? new Every() : new Having(selector.group(3), selector.group(4));
    }

    private static IllegalArgumentException misfit(String text, int at) {
        return new IllegalArgumentException(
                "expected a path such as Topics[0].Name, found " + text + " (at character " + (at + 1) + ")");
    }

    /** A path's text with only the names of its fields: {@code Topics.Name} for {@code Topics[0].Name}. */
    public static String withoutSelectors(String path) {
        return SELECTORS.matcher(path).replaceAll("");
    }

    private static String text(List<PathStep> steps) {
        StringBuilder text = new StringBuilder();
        for (PathStep step : steps) {
            text.append(step instanceof Field && !text.isEmpty() ? "." : "").append(step);
        }
        return text.toString();
    }

    /** The steps, at least one, of which the first is a field. */
    public List<PathStep> steps() {
        return steps;
    }

    /** The path of the first steps. */
    public FieldPath prefix(int count) {
        return new FieldPath(steps.subList(0, count));
    }

    /** The path of the structure that contains the field; empty for a field of the message itself. */
    public Optional<FieldPath> structure() {
        int field = lastField();
        return field == 0 ? Optional.empty() : Optional.of(prefix(field));
    }

    /** The field within its {@link #structure()}, as text: {@code Name}, or {@code Topics[0]} for an entry. */
    public String lastName() {
        return text(steps.subList(lastField(), steps.size()));
    }

    private int lastField() {
        int last = steps.size() - 1;
        while (!(steps.get(last) instanceof Field)) {
            last--;
        }
        return last;
    }

    /** Whether the path is that of an array entry. */
    public boolean isEntry() {
        return !(steps.get(steps.size() - 1) instanceof Field);
    }

    /** The type of the field in the given version of a structure; empty if that version has no such field. */
    public Optional<FieldType> typeIn(StructSpec spec) {
        StructSpec struct = spec;
        FieldType type = null;
        for (PathStep step : steps) {
            if (step instanceof Field named) {
                FieldSpec field = struct == null ? null : struct.find(named.name());
                type = field == null ? null : field.type();
            } else {
                type = type == null || type.kind() != FieldKind.ARRAY ? null : type.elementType();
            }
            if (type == null) {
                return Optional.empty();
            }
            struct = type.kind() == FieldKind.STRUCT ? type.structSpec() : null;
        }
        return Optional.ofNullable(type);
    }

    /**
     * The paths of the single fields of a message that this path matches, in the order of the message. A field may be
     * null; an array entry must exist.
     */
    public List<FieldPath> in(Message message) {
        List<FieldPath> found = new ArrayList<>();
        expand(message, 0, new ArrayList<>(), found);
        return found;
    }

    private void expand(@Nullable Object here, int depth, List<PathStep> done, List<FieldPath> found) {
        if (depth == steps.size()) {
            found.add(new FieldPath(done));
        } else if (steps.get(depth) instanceof Field field) {
            if (here instanceof Message struct && struct.has(field.name())) {
                expandInto(struct.get(field.name()), depth, field, done, found);
            }
        } else if (here instanceof List<?> entries) {
            for (int i = 0; i < entries.size(); i++) {
                if (isSelected(steps.get(depth), i, entries.get(i))) {
                    expandInto(entries.get(i), depth, new Index(i), done, found);
                }
            }
        }
    }

    private void expandInto(
            @Nullable Object value, int depth, PathStep step, List<PathStep> done, List<FieldPath> found) {
        done.add(step);
        expand(value, depth + 1, done, found);
        done.remove(done.size() - 1);
    }

    private static boolean isSelected(PathStep selector, int index, @Nullable Object entry) {
        if (selector instanceof Index wanted) {
            return wanted.index() == index;
        }
        if (selector instanceof Having having) {
            Object value = entry instanceof Message struct && struct.has(having.field())
                    ? MessageTree.plain(struct.get(having.field()))
                    : null;
            return value != null && value.toString().equals(having.value());
        }
        return true;
    }

    /**
     * The value at this path, as {@link Message#get} returns it; empty if it is null, or if an array on the path is too
     * short or null.
     *
     * @throws IllegalArgumentException if a structure on the path has no such field at this version, or if this path is
     *     not that of a single field
     */
    public Optional<Object> find(Message message) {
        Object value = message;
        for (PathStep step : steps) {
            value = step instanceof Field field ? field(value, field.name()) : entry(value, index(step));
            if (value == null) {
                return Optional.empty();
            }
        }
        return Optional.of(value);
    }

    /**
     * Returns the message with the value at this path replaced; {@link MessageBuilder#set} says which values fit. The
     * index after the last entry of an array appends to it.
     *
     * @throws IllegalArgumentException if the message has no such field or the value does not fit
     */
    public Message replace(Message message, @Nullable Object value) {
        return (Message) changed(message, 0, value, false);
    }

    /**
     * Returns the message without the array entry at this path.
     *
     * @throws IllegalArgumentException if there is no such entry
     */
    public Message remove(Message message) {
        if (!isEntry()) {
            throw new IllegalArgumentException(text + ": expected the path of an array's entry, such as Topics[0]");
        }
        return (Message) changed(message, 0, null, true);
    }

    private @Nullable Object field(Object value, String name) {
        if (value instanceof Message struct) {
            return struct.get(name);
        }
        throw new IllegalArgumentException(text + ": expected a structure before " + name + ", found " + value);
    }

    private @Nullable Object entry(Object value, int index) {
        if (value instanceof List<?> entries) {
            return index < entries.size() ? entries.get(index) : null;
        }
        throw new IllegalArgumentException(text + ": expected an array before [" + index + "], found " + value);
    }

    private int index(PathStep step) {
        if (step instanceof Index entry) {
            return entry.index();
        }
        throw new IllegalArgumentException(text + ": expected an index instead of " + step);
    }

    private Object changed(@Nullable Object here, int depth, @Nullable Object value, boolean remove) {
        PathStep step = steps.get(depth);
        boolean last = depth + 1 == steps.size();
        if (step instanceof Field named && here instanceof Message struct) {
            FieldSpec field = struct.spec().field(named.name());
            return struct.with(
                    field.name(), last ? value : changed(struct.get(field.name()), depth + 1, value, remove));
        }
        if (!(step instanceof Field) && here instanceof List<?> entries) {
            List<@Nullable Object> copy = new ArrayList<>(entries);
            int index = index(step);
            if (last && remove && index < copy.size()) {
                copy.remove(index);
            } else if (last && !remove && index <= copy.size()) {
                copy.subList(index, Math.min(index + 1, copy.size())).clear();
                copy.add(index, value);
            } else if (!last && index < copy.size()) {
                copy.set(index, changed(copy.get(index), depth + 1, value, remove));
            } else {
                throw new IllegalArgumentException(
                        text + ": expected an entry at [" + index + "], found " + copy.size() + " entries");
            }
            return copy;
        }
        throw new IllegalArgumentException(text + ": expected " + (step instanceof Field ? "a structure" : "an array")
                + " before step " + (depth + 1) + ", found " + (here == null ? "null" : "another type"));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldPath that && steps.equals(that.steps);
    }

    @Override
    public int hashCode() {
        return steps.hashCode();
    }

    /** The notation that {@link #parse} and {@link #parsePattern} read. */
    @Override
    public String toString() {
        return text;
    }
}
