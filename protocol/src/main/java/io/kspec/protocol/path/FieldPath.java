package io.kspec.protocol.path;

import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place of a field within a message, as layouts, failures, scenarios and stubs write it: {@code
 * Topics[0].Partitions[1].CommittedOffset}, or {@code Topics[0]} for an entry of an array.
 */
public final class FieldPath {
    private static final Pattern STEP = Pattern.compile("([A-Za-z][A-Za-z0-9]*)((?:\\[\\d{1,9}])*)(?:\\.(?=.)|$)");
    private static final Pattern INDEX = Pattern.compile("\\d+");

    /** A field's name, or an index into the array before it. */
    private record Step(@Nullable String name, int index) {}

    private final String text;
    private final List<Step> steps;

    private FieldPath(String text, List<Step> steps) {
        this.text = text;
        this.steps = List.copyOf(steps);
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static FieldPath parse(String text) {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int at = 0;
        while (at < text.length() && matcher.find(at) && matcher.start() == at) {
            steps.add(new Step(matcher.group(1), 0));
            Matcher index = INDEX.matcher(matcher.group(2));
            while (index.find()) {
                steps.add(new Step(null, Integer.parseInt(index.group())));
            }
            at = matcher.end();
        }
        if (at < text.length() || steps.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected a path such as Topics[0].Name, found " + text + " (at character " + (at + 1) + ")");
        }
        return new FieldPath(text, steps);
    }

    /**
     * The value at this path, as {@link Message#get} gives it; empty where it is null, or where an array on the way is
     * too short or null.
     *
     * @throws IllegalArgumentException if a structure on the way has no such field at this version
     */
    public Optional<Object> find(Message message) {
        Object value = message;
        for (Step step : steps) {
            value = step.name() != null ? field(value, step.name()) : entry(value, step.index());
            if (value == null) {
                return Optional.empty();
            }
        }
        return Optional.of(value);
    }

    /**
     * The message with the value at this path replaced; see {@link MessageBuilder#set} for what may be given. An index
     * that is one past the last entry appends.
     *
     * @throws IllegalArgumentException if there is no such place, or the value does not fit
     */
    public Message replace(Message message, @Nullable Object value) {
        return (Message) changed(message, 0, value, false);
    }

    /**
     * The message without the array entry at this path.
     *
     * @throws IllegalArgumentException if there is no such entry
     */
    public Message remove(Message message) {
        if (steps.get(steps.size() - 1).name() != null) {
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

    private Object changed(@Nullable Object here, int depth, @Nullable Object value, boolean remove) {
        Step step = steps.get(depth);
        boolean last = depth + 1 == steps.size();
        if (step.name() != null && here instanceof Message struct) {
            FieldSpec field = struct.spec().field(step.name());
            return struct.with(
                    field.name(), last ? value : changed(struct.get(field.name()), depth + 1, value, remove));
        }
        if (step.name() == null && here instanceof List<?> entries) {
            List<@Nullable Object> copy = new ArrayList<>(entries);
            int index = step.index();
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
        throw new IllegalArgumentException(text + ": found " + (here == null ? "null" : "another type")
                + " on the way, before step " + (depth + 1));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldPath that && text.equals(that.text);
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
