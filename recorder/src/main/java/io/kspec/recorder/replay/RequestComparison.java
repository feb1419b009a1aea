package io.kspec.recorder.replay;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.codec.SecretFields;
import io.kspec.recorder.RecordedCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a request with recorded ones; correlation ids, client ids and hidden secrets do not count. */
final class RequestComparison {
    private static final int CORRELATION_ID_END = 8;

    private final Bytes frame;
    private final @Nullable RequestFrame decoded;

    private RequestComparison(Bytes frame, @Nullable RequestFrame decoded) {
        this.frame = frame;
        this.decoded = decoded;
    }

    static RequestComparison of(Bytes frame) {
        return new RequestComparison(frame, decode(frame));
    }

    private static @Nullable RequestFrame decode(Bytes frame) {
        try {
            return Frames.decodeRequest(frame);
        } catch (DecodeException unknown) {
            return null;
        }
    }

    int apiKey() {
        return frame.getShort(0);
    }

    int version() {
        return frame.getShort(2);
    }

    /** {@code OffsetFetch v8}. */
    String title() {
        return RecordedCall.title(apiKey(), version());
    }

    /** The client id as text, for humans; empty if there is none. */
    String client() {
        String id = decoded == null ? null : decoded.clientId();
        return id == null ? "" : id.replaceAll("\\p{Cntrl}", "?");
    }

    /** What a recorded request of the same API and version has that this one has not. */
    List<String> differencesTo(RequestComparison recorded) {
        if (decoded != null && recorded.decoded != null) {
            return SecretFields.has(decoded.api())
                    ? List.of()
                    : FieldDifferences.between(recorded.decoded.body(), decoded.body());
        }
        boolean same = frame.slice(CORRELATION_ID_END).equals(recorded.frame.slice(CORRELATION_ID_END));
        return same ? List.of() : List.of("expected " + recorded.frame + ", found " + frame);
    }
}
