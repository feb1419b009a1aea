package io.kspec.mock.script;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.util.List;

/**
 * A response's frame, without its size, and where every field of it lies.
 *
 * @param frame header and body
 * @param body the body as a message
 * @param entries the byte ranges of all fields, header first
 */
record EncodedResponse(Bytes frame, Message body, List<LayoutEntry> entries) {
    /** Encodes a body at its own version. */
    static EncodedResponse of(ApiSpec api, int correlationId, Message body) {
        int version = body.id().version();
        Bytes frame = Frames.encodeResponse(api, version, correlationId, body);
        DecodeAttempt decoded = Frames.attemptResponse(api, version, frame);
        return new EncodedResponse(frame, body, decoded.layout().entries());
    }

    /** The entries of a field: those of its length or count, of its value, of its parts' whole. */
    List<LayoutEntry> at(String path, boolean inHeader) {
        return entries.stream()
                .filter(entry -> (entry.message().type() == MessageType.HEADER) == inHeader
                        && entry.path().equals(path))
                .toList();
    }
}
