package io.kspec.diagnosis.search;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.ApiSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A correct message, before a slip is made.
 *
 * @param frame its bytes
 * @param body its body
 * @param entries the places of its fields, those of the header first
 */
record SampleMessage(FrameUnderTest frame, Message body, List<LayoutEntry> entries) {
    static final String CLIENT = "kspec-test";

    /** All occurrences of a field or of a piece of it. */
    record FieldEntries(String path, List<LayoutEntry> entries) {
        LayoutEntry first() {
            return entries.get(0);
        }
    }

    static SampleMessage random(ApiSpec api, int version, MessageType type, Random random) {
        return random(api, version, type, random, false);
    }

    /** A random message whose opaque bytes are what consumers write. */
    static SampleMessage embedding(ApiSpec api, int version, MessageType type, Random random) {
        return random(api, version, type, random, true);
    }

    private static SampleMessage random(ApiSpec api, int version, MessageType type, Random random, boolean embedding) {
        while (true) {
            SampleMessage sample = any(api, version, type, random, embedding);
            if (!sample.entries.isEmpty()) {
                return sample;
            }
        }
    }

    /** Without entries for an ApiVersions response in the layout of v0, as for UNSUPPORTED_VERSION. */
    private static SampleMessage any(ApiSpec api, int version, MessageType type, Random random, boolean embedding) {
        boolean request = type == MessageType.REQUEST;
        MessageSpec spec = request ? api.request(version) : api.response(version);
        Message body = new LikelyMessages(random, embedding).message(spec.struct());
        int correlationId = 1 + random.nextInt(5000);
        Bytes bytes = request
                ? Frames.encodeRequest(api, version, correlationId, CLIENT, body)
                : Frames.encodeResponse(api, version, correlationId, body);
        FrameUnderTest frame = new FrameUnderTest(type, api, version, bytes, correlationId, null, null);
        DecodeAttempt attempt = frame.attempt();
        return new SampleMessage(
                frame, body, attempt.succeeded() ? attempt.layout().entries() : List.of());
    }

    Bytes bytes() {
        return frame.bytes();
    }

    boolean flexible() {
        return frame.body().flexible();
    }

    MessageId id() {
        return frame.body().id();
    }

    boolean inBody(LayoutEntry entry) {
        return entry.message().equals(id());
    }

    static String generic(String path) {
        return path.replaceAll("\\[\\d+]", "[]");
    }

    /** Removes the header's tag buffer, or adds one. */
    Slipped.Splice headerFlip() {
        int end = 0;
        int tags = -1;
        for (LayoutEntry entry : entries) {
            if (!inBody(entry)) {
                end = Math.max(end, entry.end());
                tags = entry.role() == LayoutRole.TAG_COUNT ? entry.start() : tags;
            }
        }
        return tags >= 0 ? Slipped.remove(tags, end) : Slipped.insert(end, Bytes.copyOf((byte) 0));
    }

    /** The body's entries in a role, grouped by field, without those inside tag buffers. */
    List<FieldEntries> body(LayoutRole role) {
        List<int[]> zones = structs().keySet().stream()
                .map(this::tags)
                .filter(zone -> zone.length > 0)
                .toList();
        Map<String, List<LayoutEntry>> byPath = new LinkedHashMap<>();
        for (LayoutEntry entry : entries) {
            boolean tagged = zones.stream().anyMatch(zone -> zone[0] < entry.start() && entry.start() < zone[1]);
            if (inBody(entry) && entry.role() == role && !tagged) {
                byPath.computeIfAbsent(generic(entry.path()), path -> new ArrayList<>())
                        .add(entry);
            }
        }
        return byPath.entrySet().stream()
                .map(each -> new FieldEntries(each.getKey(), each.getValue()))
                .toList();
    }

    /** The byte range of a field including its length; empty if it is not there. */
    int[] range(String path) {
        int start = Integer.MAX_VALUE;
        int end = -1;
        for (LayoutEntry entry : entries) {
            if (inBody(entry) && entry.path().equals(path)) {
                start = Math.min(start, entry.start());
                end = Math.max(end, entry.end());
            }
        }
        return end < 0 ? new int[0] : new int[] {start, end};
    }

    /** The structures of the body by path; the body itself has an empty path. */
    Map<String, StructSpec> structs() {
        Map<String, StructSpec> structs = new LinkedHashMap<>();
        collect(body, "", structs);
        return structs;
    }

    private static void collect(Message message, String path, Map<String, StructSpec> structs) {
        structs.put(path, message.spec());
        message.spec().fields().forEach(field -> {
            Object value = message.get(field);
            String at = path.isEmpty() ? field.name() : path + "." + field.name();
            if (value instanceof Message inner) {
                collect(inner, at, structs);
            } else if (field.type().isStructArray() && value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    collect((Message) list.get(i), at + "[" + i + "]", structs);
                }
            }
        });
    }

    /** The byte range of a structure's tag buffer; empty if it has none. */
    int[] tags(String struct) {
        String path = struct.isEmpty() ? "TaggedFields" : struct + ".TaggedFields";
        int start = -1;
        for (LayoutEntry entry : entries) {
            if (inBody(entry)
                    && entry.role() == LayoutRole.TAG_COUNT
                    && entry.path().equals(path)) {
                start = entry.start();
            }
        }
        return start < 0 ? new int[0] : new int[] {start, end(struct)};
    }

    /** Where a structure ends. */
    int end(String struct) {
        if (struct.isEmpty()) {
            return bytes().size();
        }
        for (LayoutEntry entry : entries) {
            if (inBody(entry)
                    && entry.role() == LayoutRole.GROUP
                    && entry.path().equals(struct)
                    && isStruct(entry)) {
                return entry.end();
            }
        }
        throw new IllegalStateException(struct);
    }

    private boolean isStruct(LayoutEntry entry) {
        return entry.path().endsWith("]")
                || (entry.field() != null && entry.field().kind() == FieldKind.STRUCT);
    }
}
