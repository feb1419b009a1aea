package io.kspec.suite.checks.wire;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** Requests of which one length or count claims the maximum of its width, 2^31-1 where possible. */
final class HostileLengths {
    /** That of every such request. */
    static final int CORRELATION_ID = 1;

    private static final Bytes INT16 = Bytes.fromHex("7fff");
    private static final Bytes INT32 = Bytes.fromHex("7fffffff");
    private static final Bytes VARINT = Bytes.fromHex("ffffffff07");

    private HostileLengths() {}

    /**
     * Requests of an API and version, each cut off after the false length: the first of the body and, if it is another, the
     * last one when every array of structures has an entry.
     *
     * @throws TestAbortedException if the body has no length or count
     */
    static List<Bytes> frames(ApiSpec api, int version) {
        Message body = WellFormedRequests.body(api, version);
        Bytes frame = frame(api, version, body);
        LayoutEntry first = lengths(api, version, frame).stream()
                .findFirst()
                .orElseThrow(() ->
                        new TestAbortedException(api.name() + " v" + version + " has no length or count to falsify"));
        List<Bytes> frames = new ArrayList<>(List.of(falsified(frame, first)));
        Bytes whole = frame(api, version, filled(body));
        List<LayoutEntry> inside = lengths(api, version, whole).stream()
                .filter(entry -> entry.role() != LayoutRole.TAG_COUNT)
                .toList();
        if (inside.size() > 1) {
            frames.add(falsified(whole, inside.get(inside.size() - 1)));
        }
        return frames;
    }

    private static Bytes frame(ApiSpec api, int version, Message body) {
        return Frames.encodeRequest(api, version, CORRELATION_ID, "kspec-hostile", body);
    }

    /** The message with one entry in every array of structures that is empty, so that their lengths are there. */
    private static Message filled(Message message) {
        MessageBuilder builder = message.toBuilder();
        for (FieldSpec field : message.spec().fields()) {
            if (field.type().isStructArray() && message.get(field) instanceof List<?> list && list.isEmpty()) {
                builder.set(
                        field.name(),
                        List.of(filled(Message.defaults(field.type().structSpec()))));
            }
        }
        return builder.build();
    }

    private static List<LayoutEntry> lengths(ApiSpec api, int version, Bytes frame) {
        DecodeAttempt attempt = Frames.attemptRequest(frame);
        return attempt.layout().leaves().stream()
                .filter(entry -> entry.message().equals(api.request(version).id()))
                .filter(HostileLengths::canLie)
                .toList();
    }

    private static Bytes falsified(Bytes frame, LayoutEntry length) {
        return frame.slice(0, length.start()).concat(claim(length)).concat(Bytes.copyOf(new byte[8]));
    }

    private static Bytes claim(LayoutEntry length) {
        if (length.role() == LayoutRole.TAG_COUNT || field(length).compact()) {
            return VARINT;
        }
        boolean string = length.role() == LayoutRole.LENGTH && field(length).kind() == FieldKind.STRING;
        return string ? INT16 : INT32;
    }

    private static boolean canLie(LayoutEntry entry) {
        return switch (entry.role()) {
            case COUNT, TAG_COUNT, LENGTH -> true;
            default -> false;
        };
    }

    private static FieldSpec field(LayoutEntry entry) {
        FieldSpec field = entry.field();
        if (field == null) {
            throw new IllegalStateException("a length that belongs to no field, at byte " + entry.start());
        }
        return field;
    }
}
