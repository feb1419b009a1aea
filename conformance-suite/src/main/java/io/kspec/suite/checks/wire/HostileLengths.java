package io.kspec.suite.checks.wire;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.spec.ApiSpec;
import org.opentest4j.TestAbortedException;

/** Requests whose first length or count claims the maximum of its width, 2^31-1 where possible. */
final class HostileLengths {
    /** That of every such request. */
    static final int CORRELATION_ID = 1;

    private static final Bytes INT16 = Bytes.fromHex("7fff");
    private static final Bytes INT32 = Bytes.fromHex("7fffffff");
    private static final Bytes VARINT = Bytes.fromHex("ffffffff07");

    private HostileLengths() {}

    /**
     * A request of an API and version, cut off after the false length.
     *
     * @throws TestAbortedException if the body has no length or count
     */
    static Bytes frame(ApiSpec api, int version) {
        Bytes frame = Frames.encodeRequest(
                api, version, CORRELATION_ID, "kspec-hostile", WellFormedRequests.body(api, version));
        DecodeAttempt attempt = Frames.attemptRequest(frame);
        LayoutEntry length = attempt.layout().leaves().stream()
                .filter(entry -> entry.message().equals(api.request(version).id()))
                .filter(HostileLengths::canLie)
                .findFirst()
                .orElseThrow(() ->
                        new TestAbortedException(api.name() + " v" + version + " has no length or count to falsify"));
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
