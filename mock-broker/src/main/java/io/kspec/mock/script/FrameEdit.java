package io.kspec.mock.script;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * A change to a response's bytes, after which the response need not decode. Several edits are applied together, each at
 * the position that its field has in the unedited response. A path that matches nothing is a no-op.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public sealed interface FrameEdit {
    /** The replacements that the edit makes. */
    List<Splice> splices(EncodedResponse response);

    /** The fields to edit; empty if the edit concerns the response as a whole. */
    Optional<FramePlace> target();

    /** What kind of field the edit needs, in the words of error messages; empty if a field of this type will do. */
    default Optional<String> unfit(FieldType type) {
        return Optional.empty();
    }

    /** Inserts bytes before a field. */
    record InsertBefore(FramePlace place, Bytes bytes) implements FrameEdit {
        @Override
        public Optional<FramePlace> target() {
            return Optional.of(place);
        }

        @Override
        public List<Splice> splices(EncodedResponse response) {
            return ofEach(response, place, field -> new Splice(start(field), start(field), bytes));
        }
    }

    /** Inserts bytes after a field. */
    record InsertAfter(FramePlace place, Bytes bytes) implements FrameEdit {
        @Override
        public Optional<FramePlace> target() {
            return Optional.of(place);
        }

        @Override
        public List<Splice> splices(EncodedResponse response) {
            return ofEach(response, place, field -> new Splice(end(field), end(field), bytes));
        }
    }

    /** Replaces the bytes of a field, including its length; an empty replacement omits the field. */
    record Replace(FramePlace place, Bytes bytes) implements FrameEdit {
        @Override
        public Optional<FramePlace> target() {
            return Optional.of(place);
        }

        @Override
        public List<Splice> splices(EncodedResponse response) {
            return ofEach(response, place, field -> new Splice(start(field), end(field), bytes));
        }
    }

    /** Writes a field twice. */
    record WriteTwice(FramePlace place) implements FrameEdit {
        @Override
        public Optional<FramePlace> target() {
            return Optional.of(place);
        }

        @Override
        public List<Splice> splices(EncodedResponse response) {
            return ofEach(
                    response,
                    place,
                    field -> new Splice(end(field), end(field), response.frame().slice(start(field), end(field))));
        }
    }

    /** Writes an integer as a type of another width; higher bits are lost. */
    record EncodeAs(FramePlace place, FieldKind kind) implements FrameEdit {
        public EncodeAs {
            if (!kind.isInteger()) {
                throw new IllegalArgumentException(place + ": expected an integer type, found " + kind);
            }
        }

        @Override
        public Optional<FramePlace> target() {
            return Optional.of(place);
        }

        @Override
        public Optional<String> unfit(FieldType type) {
            return type.kind().isInteger() ? Optional.empty() : Optional.of("a whole number");
        }

        @Override
        public List<Splice> splices(EncodedResponse response) {
            List<Splice> splices = new ArrayList<>();
            for (List<LayoutEntry> field : place.in(response)) {
                LayoutEntry entry = field.get(0);
                if (entry.value() instanceof Number number) {
                    splices.add(new Splice(
                            entry.start(), entry.end(), FrameEdit.number(number.longValue(), kind.fixedSize())));
                }
            }
            return splices;
        }
    }

    /** Changes the length or count before a field, but not the field itself. */
    record Miscount(FramePlace place, int difference) implements FrameEdit {
        @Override
        public Optional<FramePlace> target() {
            return Optional.of(place);
        }

        @Override
        public Optional<String> unfit(FieldType type) {
            boolean counted = type.kind().fixedSize() == 0 && type.kind() != FieldKind.STRUCT;
            return counted ? Optional.empty() : Optional.of("a field with a length or count");
        }

        @Override
        public List<Splice> splices(EncodedResponse response) {
            List<Splice> splices = new ArrayList<>();
            for (List<LayoutEntry> field : place.in(response)) {
                field.stream()
                        .filter(entry -> entry.role() == LayoutRole.LENGTH || entry.role() == LayoutRole.COUNT)
                        .map(entry -> miscount(response, entry))
                        .forEach(splices::add);
            }
            return splices;
        }

        private Splice miscount(EncodedResponse response, LayoutEntry entry) {
            boolean compact = entry.field() != null && entry.field().compact();
            Bytes bytes = response.frame().slice(entry.start(), entry.end());
            if (compact) {
                int plusOne = (entry.value() instanceof Integer length ? length : 0) + 1 + difference;
                return new Splice(entry.start(), entry.end(), varint(plusOne));
            }
            long length = bytes.size() == Short.BYTES ? bytes.getShort(0) : bytes.getInt(0);
            return new Splice(entry.start(), entry.end(), FrameEdit.number(length + difference, bytes.size()));
        }
    }

    /**
     * Flips the lowest bit of one byte of a field's value. The index counts from 0, or backwards from the end if
     * negative.
     */
    record FlipBit(FramePlace place, int index) implements FrameEdit {
        @Override
        public Optional<FramePlace> target() {
            return Optional.of(place);
        }

        @Override
        public List<Splice> splices(EncodedResponse response) {
            List<Splice> splices = new ArrayList<>();
            for (List<LayoutEntry> field : place.in(response)) {
                LayoutEntry value = field.get(field.size() - 1);
                int at = index >= 0 ? value.start() + index : value.end() + index;
                if (at >= value.start() && at < value.end()) {
                    splices.add(new Splice(
                            at, at + 1, Bytes.copyOf((byte) (response.frame().get(at) ^ 1))));
                }
            }
            return splices;
        }
    }

    /** Omits the last bytes of the response. */
    record Truncate(int count) implements FrameEdit {
        public Truncate {
            if (count < 1) {
                throw new IllegalArgumentException("expected to omit at least 1 byte, found " + count);
            }
        }

        @Override
        public Optional<FramePlace> target() {
            return Optional.empty();
        }

        @Override
        public List<Splice> splices(EncodedResponse response) {
            int size = response.frame().size();
            return List.of(new Splice(Math.max(0, size - count), size, Bytes.EMPTY));
        }
    }

    /** Appends bytes to the response. */
    record Append(Bytes bytes) implements FrameEdit {
        @Override
        public Optional<FramePlace> target() {
            return Optional.empty();
        }

        @Override
        public List<Splice> splices(EncodedResponse response) {
            int size = response.frame().size();
            return List.of(new Splice(size, size, bytes));
        }
    }

    private static List<Splice> ofEach(
            EncodedResponse response, FramePlace place, Function<List<LayoutEntry>, Splice> splice) {
        return place.in(response).stream().map(splice).toList();
    }

    private static int start(List<LayoutEntry> field) {
        return field.stream().mapToInt(LayoutEntry::start).min().orElseThrow();
    }

    private static int end(List<LayoutEntry> field) {
        return field.stream().mapToInt(LayoutEntry::end).max().orElseThrow();
    }

    private static Bytes number(long value, int size) {
        Bytes eight = Bytes.copyOf(ByteBuffer.allocate(Long.BYTES).putLong(0, value));
        return eight.slice(Long.BYTES - size);
    }

    private static Bytes varint(int value) {
        Bytes bytes = Bytes.EMPTY;
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            bytes = bytes.concat(Bytes.copyOf((byte) ((rest & 0x7f) | 0x80)));
            rest >>>= 7;
        }
        return bytes.concat(Bytes.copyOf((byte) rest));
    }
}
