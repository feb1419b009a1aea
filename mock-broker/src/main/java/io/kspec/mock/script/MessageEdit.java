package io.kspec.mock.script;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.path.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change to a message's fields, whose result still conforms to its definition. A path that matches nothing is a
 * no-op.
 */
public sealed interface MessageEdit {
    /**
     * Applies the change.
     *
     * @throws IllegalArgumentException if a value does not fit its field
     */
    Message apply(Message message);

    /** The path of the fields to change; empty if the edit has none. */
    Optional<PathPattern> target();

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
        public Message apply(Message message) {
            Message changed = message;
            for (FieldPath place : path.in(message)) {
                changed = PathPattern.replace(changed, place, value);
            }
            return changed;
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
        public Message apply(Message message) {
            Message changed = message;
            List<FieldPath> places = path.in(message);
            // Backwards, so that the indexes of the remaining entries stay valid.
            for (int i = places.size() - 1; i >= 0; i--) {
                changed = places.get(i).remove(changed);
            }
            return changed;
        }
    }

    /**
     * Appends an entry to arrays.
     *
     * @param entry in the form of text formats
     */
    record AddEntry(PathPattern array, @Nullable Object entry) implements MessageEdit {
        @Override
        public Optional<PathPattern> target() {
            return Optional.of(array);
        }

        @Override
        public Message apply(Message message) {
            Message changed = message;
            for (FieldPath place : array.in(message)) {
                List<@Nullable Object> entries = new ArrayList<>();
                if (place.find(message).orElse(null) instanceof List<?> before) {
                    entries.addAll(before);
                }
                entries.add(entry);
                changed = PathPattern.replace(changed, place, entries);
            }
            return changed;
        }
    }

    /** Sets the error code of the whole response or, if it has none, every error code in it. */
    record SetError(ErrorCode error) implements MessageEdit {
        private static final String ERROR_CODE = "ErrorCode";

        @Override
        public Optional<PathPattern> target() {
            return Optional.empty();
        }

        @Override
        public Message apply(Message message) {
            return message.has(ERROR_CODE) ? message.with(ERROR_CODE, error) : applyWithin(message);
        }

        private Message applyWithin(Message message) {
            Message changed = message;
            for (FieldSpec field : message.spec().fields()) {
                if (field.type().isStructArray() && !message.isNull(field.name())) {
                    List<Message> entries = message.getStructs(field.name()).stream()
                            .map(this::apply)
                            .toList();
                    changed = changed.with(field.name(), entries);
                }
            }
            return changed;
        }
    }
}
