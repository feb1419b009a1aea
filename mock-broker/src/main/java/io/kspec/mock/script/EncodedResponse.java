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
 * A response's frame, without its size, and the byte range of each of its fields.
 *
 * @param frame the header and the body
 * @param body the body as a message
 * @param entries the byte ranges of all fields, header first
 * @param topics the topics that paths may name
 */
record EncodedResponse(Bytes frame, Message body, List<LayoutEntry> entries, KnownTopics topics) {
    /** Encodes a body at the version of its message. */
    static EncodedResponse of(ApiSpec api, int correlationId, Message body, KnownTopics topics) {
        int version = body.id().version();
        Bytes frame = Frames.encodeResponse(api, version, correlationId, body);
        DecodeAttempt decoded = Frames.attemptResponse(api, version, frame);
        return new EncodedResponse(frame, body, decoded.layout().entries(), topics);
    }

    /** The layout entries of a field: for its length or count, for its value, and for a structure as a whole. */
    List<LayoutEntry> at(String path, boolean inHeader) {
        return entries.stream()
                .filter(entry -> (entry.message().type() == MessageType.HEADER) == inHeader
                        && entry.path().equals(path))
                .toList();
    }
}
