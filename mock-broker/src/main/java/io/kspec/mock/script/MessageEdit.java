package io.kspec.mock.script;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.path.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A change of a message's fields, which leaves a message that its definition allows. Where no field is meant, nothing happens. */
public sealed interface MessageEdit {
    /**
     * The message after the change.
     *
     * @throws IllegalArgumentException if the value does not fit
     */
    Message apply(Message message);

    /** The fields that are meant; empty where no path says so. */
    Optional<PathPattern> target();

    /**
     * Sets fields to a value.
     *
     * @param value as {@link io.kspec.protocol.message.MessageBuilder#set} takes it or text formats write it
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

    /** Takes entries out of an array. */
    record RemoveEntry(PathPattern path) implements MessageEdit {
        public RemoveEntry {
            if (!path.toString().endsWith("]")) {
                throw new IllegalArgumentException(
                        path + ": expected the path of an array's entry, such as Topics[0] or Topics[*]");
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
            // From the last, so that the places of the others stay what they are.
            for (int i = places.size() - 1; i >= 0; i--) {
                changed = places.get(i).remove(changed);
            }
            return changed;
        }
    }

    /**
     * Adds an entry to the end of arrays.
     *
     * @param entry as text formats write it
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

    /** Sets the error code of the whole response, or, where it has none, all error codes within it. */
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
