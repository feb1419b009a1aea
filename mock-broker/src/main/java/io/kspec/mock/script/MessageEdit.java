package io.kspec.mock.script;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.StructSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A change to a message's fields, whose result still conforms to its definition. A path that matches nothing is a
 * no-op.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public sealed interface MessageEdit
        permits MessageEdit.SetField, MessageEdit.RemoveEntry, MessageEdit.AddEntry, MessageEdit.Rewrite, RecordsEdit {
    /**
     * Applies the change.
     *
     * @param topics the topics that paths and values may name
     * @throws IllegalArgumentException if a value does not fit its field
     */
    Message apply(Message message, KnownTopics topics);

    /** The fields to change, or empty if it is the message as a whole. */
    Optional<PathPattern> target();

    /** Whether there is something to change in a message. */
    default boolean finds(Message message, KnownTopics topics) {
        return target().map(path -> !path.in(message, topics).isEmpty()).orElse(true);
    }

    /**
     * Checks that the change fits the fields of a structure, if it has them.
     *
     * @throws IllegalArgumentException if it does not
     */
    void check(StructSpec spec);

    /**
     * Sets fields to a value.
     *
     * @param value in the form that {@link io.kspec.protocol.message.MessageBuilder#set} takes, or in that of text formats
     */
    record SetField(PathPattern path, @Nullable Object value) implements MessageEdit {
        @Override
        public Optional<PathPattern> target() {
            return Optional.of(path);
        }

        @Override
        public Message apply(Message message, KnownTopics topics) {
            Message changed = message;
            for (FieldPlace place : path.in(message, topics)) {
                changed = place.replace(changed, value, topics);
            }
            return changed;
        }

        @Override
        public void check(StructSpec spec) {
            path.checkValue(spec, value);
        }
    }

    /** Removes entries from an array. */
    record RemoveEntry(PathPattern path) implements MessageEdit {
        public RemoveEntry {
            if (!path.toString().endsWith("]")) {
                throw new IllegalArgumentException(
                        path + ": expected the path of an array entry, such as Topics[0] or Topics[*]");
            }
        }

        @Override
        public Optional<PathPattern> target() {
            return Optional.of(path);
        }

        @Override
        public Message apply(Message message, KnownTopics topics) {
            Message changed = message;
            List<FieldPlace> places = path.in(message, topics);
            // Backwards, so that the indexes of the remaining entries stay valid.
            for (int i = places.size() - 1; i >= 0; i--) {
                changed = places.get(i).path().remove(changed);
            }
            return changed;
        }

        @Override
        public void check(StructSpec spec) {
            // Any entry can be removed.
        }
    }

    /**
     * Appends entries to arrays.
     *
     * @param path the arrays
     * @param entries the entries in the form of text formats
     */
    record AddEntry(PathPattern path, List<?> entries) implements MessageEdit {
        public AddEntry {
            entries = List.copyOf(entries);
        }

        @Override
        public Optional<PathPattern> target() {
            return Optional.of(path);
        }

        @Override
        public Message apply(Message message, KnownTopics topics) {
            Message changed = message;
            for (FieldPlace place : path.in(message, topics)) {
                List<Object> all = new ArrayList<>();
                if (place.path().find(message).orElse(null) instanceof List<?> before) {
                    all.addAll(before);
                }
                all.addAll(entries);
                changed = place.replace(changed, all, topics);
            }
            return changed;
        }

        @Override
        public void check(StructSpec spec) {
            path.checkValue(spec, entries);
        }
    }

    /**
     * Changes a message by a function, which may change anything in it but its version.
     *
     * @param change returns the message to send instead, of the same {@link Message#spec()}; runs on the broker's thread
     */
    record Rewrite(UnaryOperator<Message> change) implements MessageEdit {
        @Override
        public Optional<PathPattern> target() {
            return Optional.empty();
        }

        @Override
        public Message apply(Message message, KnownTopics topics) {
            Message changed = change.apply(message);
            if (changed.spec() != message.spec()) {
                throw new IllegalArgumentException(
                        "expected a message of " + message.id() + ", found one of " + changed.id());
            }
            return changed;
        }

        @Override
        public void check(StructSpec spec) {
            // What a function does is known only when it is applied.
        }
    }
}
