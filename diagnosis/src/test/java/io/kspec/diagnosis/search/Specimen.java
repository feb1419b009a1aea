package io.kspec.diagnosis.search;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.slips.Occurrences;
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
 * A sound message, before something is broken about it.
 *
 * @param suspect its bytes
 * @param body its body
 * @param entries where its fields lie, those of the header first
 */
record Specimen(FrameUnderTest suspect, Message body, List<LayoutEntry> entries) {
    static final String CLIENT = "kspec-test";

    /** A field or piece at all its occurrences. */
    record Occurrences(String path, List<LayoutEntry> entries) {
        LayoutEntry first() {
            return entries.get(0);
        }
    }

    static Specimen random(ApiSpec api, int version, MessageType type, Random random) {
        while (true) {
            Specimen specimen = any(api, version, type, random);
            if (!specimen.entries.isEmpty()) {
                return specimen;
            }
        }
    }

    /** Without entries if it is an answer of ApiVersions that has the layout of v0, as UNSUPPORTED_VERSION has. */
    private static Specimen any(ApiSpec api, int version, MessageType type, Random random) {
        boolean request = type == MessageType.REQUEST;
        MessageSpec spec = request ? api.request(version) : api.response(version);
        Message body = new LikelyMessages(random).message(spec.struct());
        int correlationId = 1 + random.nextInt(5000);
        Bytes frame = request
                ? Frames.encodeRequest(api, version, correlationId, CLIENT, body)
                : Frames.encodeResponse(api, version, correlationId, body);
        FrameUnderTest suspect = new FrameUnderTest(type, api, version, frame, correlationId, null, null);
        DecodeAttempt attempt = suspect.attempt();
        return new Specimen(
                suspect, body, attempt.succeeded() ? attempt.layout().entries() : List.of());
    }

    Bytes frame() {
        return suspect.frame();
    }

    boolean flexible() {
        return suspect.body().flexible();
    }

    MessageId id() {
        return suspect.body().id();
    }

    boolean inBody(LayoutEntry entry) {
        return entry.message().equals(id());
    }

    static String generic(String path) {
        return path.replaceAll("\\[\\d+]", "[]");
    }

    /** Takes the tag buffer of the header away, or adds one. */
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

    /** The entries of the body in a role, those of the same field together; those within tag buffers left out. */
    List<Occurrences> body(LayoutRole role) {
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
                .map(each -> new Occurrences(each.getKey(), each.getValue()))
                .toList();
    }

    /** From the first byte of a field to its last, its length included. */
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

    /** The structures of the body, by the path of each: the whole body under an empty one. */
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

    /** Where the tag buffer of a structure begins, and ends; or an empty array. */
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
            return frame().size();
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
