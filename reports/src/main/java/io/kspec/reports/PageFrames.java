package io.kspec.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kspec.runlog.Blame;
import io.kspec.runlog.Field;
import io.kspec.runlog.Frame;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a page, each once: what a run asks and is told is often the same but for correlation ids. A frame is {@code
 * [size, bytes, id, layout, fields left out, differences, values]}; without fields it ends before the layout.
 *
 * <ul>
 *   <li>its bytes without the correlation id, by their number among all, which are in base64;
 *   <li>where the correlation id belongs in them, or -1 if they are too short for one;
 *   <li>its layout, by its number: the path, the type, the gap before it, the length and the {@link FieldReading} of each
 *       field, shared by all frames with the same fields;
 *   <li>the fields that differ in gap or length from the layout: {@code position, gap, length, …};
 *   <li>the values that do not follow from the bytes: {@code position, text, …}.
 * </ul>
 */
final class PageFrames {
    /** The limits of a frame that is not to blame, and how far one that is goes on after the bytes to blame. */
    private static final int BYTES = 1_024;

    private static final int FEW_BYTES = 128;
    private static final int OTHER_FIELDS = 200;
    private static final int FIELDS = 800;
    private static final int ID = Integer.BYTES;

    private final PageStrings strings;
    private final Table frames = new Table();
    private final Table layouts = new Table();
    private final Table blobs = new Table();
    private final Map<String, Layout> known = new HashMap<>();
    private final Map<String, FieldReading> usual = new HashMap<>();

    /** Where the correlation id of a frame is. */
    enum Kind {
        REQUEST(4),
        RESPONSE(0);

        final int idAt;

        Kind(int idAt) {
            this.idAt = idAt;
        }
    }

    /**
     * A frame of the page.
     *
     * @param number its number among all frames
     * @param correlationId what stands where its correlation id should, or null if it is too short for one
     */
    record Reference(int number, @Nullable Integer correlationId) {}

    PageFrames(PageStrings strings) {
        this.strings = strings;
    }

    /** Adds a frame for whose bytes the page has no room: {@code [size]}. */
    Reference addSize(Frame frame) {
        return new Reference(frames.number("[" + frame.size() + "]"), null);
    }

    /**
     * Adds a frame, unless it is known; of its bytes and fields no more than a page needs.
     *
     * @param brief whether there is little room
     */
    Reference add(Frame frame, Kind kind, @Nullable Blame blame, boolean brief) throws IOException {
        byte[] all = HexFormat.of().parseHex(frame.hex());
        int enough = (blame == null ? 0 : blame.end()) + (brief ? FEW_BYTES : BYTES);
        byte[] bytes = Arrays.copyOf(all, Math.min(all.length, enough));
        List<Field> fields = some(frame.fields(), bytes.length, blame);
        int leftOut = frame.fieldsLeftOut() + frame.fields().size() - fields.size();
        Integer id = bytes.length < kind.idAt + ID ? null : integer(bytes, kind.idAt);
        int blob = blobs.number(quoted(Base64.getEncoder().encodeToString(id == null ? bytes : without(bytes, kind))));
        StringBuilder entry = new StringBuilder("[" + frame.size() + "," + blob + "," + (id == null ? -1 : kind.idAt));
        if (!fields.isEmpty() || leftOut > 0) {
            write(entry, bytes, fields, leftOut);
        }
        return new Reference(frames.number(entry.append(']').toString()), id);
    }

    /** The fields whose bytes are on the page: the first, or those around the one to blame. */
    private static List<Field> some(List<Field> fields, int bytes, @Nullable Blame blame) {
        int to = 0;
        while (to < fields.size() && fields.get(to).end() <= bytes) {
            to++;
        }
        int most = blame == null ? OTHER_FIELDS : FIELDS;
        int from = 0;
        if (blame != null && to > most) {
            int blamed = 0;
            while (blamed < to && fields.get(blamed).end() <= blame.start()) {
                blamed++;
            }
            from = Math.max(0, Math.min(blamed - most / 2, to - most));
        }
        return fields.subList(from, Math.min(to, from + most));
    }

    private void write(StringBuilder entry, byte[] bytes, List<Field> fields, int leftOut) throws IOException {
        Layout layout = layout(bytes, fields);
        StringBuilder differences = new StringBuilder();
        StringBuilder values = new StringBuilder();
        int end = 0;
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            int gap = field.start() - end;
            int length = field.end() - field.start();
            if (gap != layout.gaps[i] || length != layout.lengths[i]) {
                append(differences, i).append(',').append(gap).append(',').append(length);
            }
            if (!layout.readings[i].gives(VisibleText.of(field.value()), part(bytes, field))) {
                append(values, i).append(',').append(strings.number(field.value()));
            }
            end = field.end();
        }
        entry.append(',').append(layout.number).append(',').append(leftOut);
        entry.append(",[").append(differences).append("],[").append(values).append(']');
    }

    private static StringBuilder append(StringBuilder list, int number) {
        return (list.isEmpty() ? list : list.append(',')).append(number);
    }

    private Layout layout(byte[] bytes, List<Field> fields) throws IOException {
        StringBuilder key = new StringBuilder();
        fields.forEach(field ->
                key.append(field.path()).append('\u0000').append(field.type()).append('\u0000'));
        Layout layout = known.get(key.toString());
        if (layout != null) {
            return layout;
        }
        layout = new Layout(fields.size());
        StringBuilder entry = new StringBuilder("[");
        int end = 0;
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            layout.gaps[i] = field.start() - end;
            layout.lengths[i] = field.end() - field.start();
            layout.readings[i] = reading(field, part(bytes, field));
            end = field.end();
            entry.append(i == 0 ? "" : ",")
                    .append(strings.number(field.path()))
                    .append(',')
                    .append(strings.number(field.type()))
                    .append(',')
                    .append(layout.gaps[i])
                    .append(',')
                    .append(layout.lengths[i])
                    .append(',')
                    .append(layout.readings[i].ordinal());
        }
        layout.number = layouts.number(entry.append(']').toString());
        known.put(key.toString(), layout);
        return layout;
    }

    private FieldReading reading(Field field, byte[] bytes) {
        String value = VisibleText.of(field.value());
        FieldReading last = usual.getOrDefault(field.type(), FieldReading.NONE);
        FieldReading reading = last.gives(value, bytes) ? last : FieldReading.of(value, bytes);
        if (reading != FieldReading.NONE) {
            usual.put(field.type(), reading);
        }
        return reading;
    }

    private static byte[] part(byte[] bytes, Field field) {
        return FieldReading.part(bytes, field.start(), field.end());
    }

    private static int integer(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff);
    }

    private static byte[] without(byte[] bytes, Kind kind) {
        byte[] rest = new byte[bytes.length - ID];
        System.arraycopy(bytes, 0, rest, 0, kind.idAt);
        System.arraycopy(bytes, kind.idAt + ID, rest, kind.idAt, rest.length - kind.idAt);
        return rest;
    }

    private static String quoted(String base64) {
        return '"' + base64 + '"';
    }

    /** The approximate length of what {@link #write(JsonGenerator)} writes. */
    int size() {
        return frames.size + layouts.size + blobs.size;
    }

    /** Writes {@code "frames": […], "layouts": […], "blobs": […]}. */
    void write(JsonGenerator json) throws IOException {
        frames.write("frames", json);
        layouts.write("layouts", json);
        blobs.write("blobs", json);
    }

    private static final class Layout {
        private final int[] gaps;
        private final int[] lengths;
        private final FieldReading[] readings;
        private int number;

        Layout(int fields) {
            gaps = new int[fields];
            lengths = new int[fields];
            readings = new FieldReading[fields];
        }
    }

    /** Values in JSON, each once, in the order of their numbers. */
    private static final class Table {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> values = new ArrayList<>();
        private int size;

        int number(String value) {
            Integer known = numbers.putIfAbsent(value, values.size());
            if (known != null) {
                return known;
            }
            values.add(value);
            size += value.length() + 1;
            return values.size() - 1;
        }

        void write(String name, JsonGenerator json) throws IOException {
            StringWriter array = new StringWriter();
            array.append('[').append(String.join(",", values)).append(']');
            json.writeFieldName(name);
            json.writeRawValue(array.toString());
        }
    }
}
