package io.kspec.protocol.codec;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.WireText;
import io.kspec.protocol.codec.DecodeFailure.Kind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes frames: a header and a body, without the four bytes of the size that precede them on the wire.
 * Offsets count from the byte after the size: a request begins with its API key, a response with its correlation id.
 */
public final class Frames {
    /** The size of an API key, a version and a correlation id. */
    private static final int SMALLEST_REQUEST = 8;

    private static final String API_VERSIONS = "ApiVersions";

    private Frames() {}

    /**
     * Decodes a request, whose header names its API and version.
     *
     * @throws DecodeException if the bytes are not a request; the kind is {@link Kind#UNKNOWN_API} or {@link
     *     Kind#UNKNOWN_VERSION} if the header names an API or version without a definition
     */
    public static RequestFrame decodeRequest(Bytes frame) {
        ApiSpec api = requestApi(frame);
        int version = frame.getShort(2);
        try {
            LeanDecoder decoder = new LeanDecoder(frame);
            Message header = decoder.struct(api.requestHeader(version).struct());
            Message body = decoder.struct(api.request(version).struct());
            decoder.end();
            return new RequestFrame(api, version, header, body);
        } catch (LeanDecoder.Refused refused) {
            throw refused(frame, api.requestHeader(version), api.request(version));
        }
    }

    /** Decodes a request as far as possible, with the byte range of every field. */
    public static DecodeAttempt attemptRequest(Bytes frame) {
        try {
            ApiSpec api = requestApi(frame);
            int version = frame.getShort(2);
            return attempt(frame, api.requestHeader(version), api.request(version));
        } catch (DecodeException e) {
            return new DecodeAttempt(null, null, new Layout(List.of()), e.failure());
        }
    }

    /**
     * Decodes the response to a request of the given API and version.
     *
     * @throws DecodeException if the bytes are not such a response
     */
    public static Message decodeResponse(ApiSpec api, int version, Bytes frame) {
        int actual = responseVersion(api, version, frame);
        try {
            LeanDecoder decoder = new LeanDecoder(frame);
            decoder.skip(api.responseHeader(actual).struct());
            Message body = decoder.struct(api.response(actual).struct());
            decoder.end();
            return body;
        } catch (LeanDecoder.Refused refused) {
            throw refused(frame, api.responseHeader(actual), api.response(actual));
        }
    }

    /** Decodes a response as far as possible, with the byte range of every field. */
    public static DecodeAttempt attemptResponse(ApiSpec api, int version, Bytes frame) {
        int actual = responseVersion(api, version, frame);
        return attempt(frame, api.responseHeader(actual), api.response(actual));
    }

    /**
     * The version of a response's body. It is that of the request, except that a broker that does not support the
     * version of an ApiVersions request answers with version 0 and UNSUPPORTED_VERSION (KIP-511).
     */
    public static int responseVersion(ApiSpec api, int requestVersion, Bytes frame) {
        boolean refused = api.name().equals(API_VERSIONS)
                && frame.size() >= 6
                && frame.getShort(4) == ErrorCode.UNSUPPORTED_VERSION.code();
        return refused ? 0 : requestVersion;
    }

    /**
     * Encodes a request. Its header has the fields of {@code RequestHeader.json}: API key, version and correlation id;
     * from v1 on the client id, which is never compact; from v2 on tagged fields.
     *
     * @param clientId the client id, or null
     * @throws IllegalArgumentException if the client id is too long or not well-formed Unicode
     */
    public static Bytes encodeRequest(
            ApiSpec api, int version, int correlationId, @Nullable String clientId, Message body) {
        if (clientId != null) {
            WireText.requireFit("ClientId", clientId);
        }
        int header = api.requestHeader(version).version();
        Encoder encoder = new Encoder();
        encoder.int16(api.key());
        encoder.int16(version);
        encoder.int32(correlationId);
        if (header >= 1) {
            encoder.string(clientId, false);
        }
        if (header >= 2) {
            encoder.noTaggedFields();
        }
        encoder.struct(body);
        return encoder.bytes();
    }

    /** Encodes a response. */
    public static Bytes encodeResponse(ApiSpec api, int version, int correlationId, Message body) {
        Encoder encoder = new Encoder();
        response(encoder, api, version, correlationId, body);
        return encoder.bytes();
    }

    /** Encodes a response after the four bytes of its size. */
    public static Bytes encodeSizedResponse(ApiSpec api, int version, int correlationId, Message body) {
        Encoder encoder = new Encoder();
        encoder.int32(0);
        response(encoder, api, version, correlationId, body);
        encoder.completeSize();
        return encoder.bytes();
    }

    private static void response(Encoder encoder, ApiSpec api, int version, int correlationId, Message body) {
        boolean tagged = api.responseHeader(version).flexible();
        encoder.int32(correlationId);
        if (tagged) {
            encoder.noTaggedFields();
        }
        encoder.struct(body);
    }

    /** Encodes a header followed by a body. */
    public static Bytes encode(Message header, Message body) {
        Encoder encoder = new Encoder();
        encoder.struct(header);
        encoder.struct(body);
        return encoder.bytes();
    }

    private static DecodeException refused(Bytes frame, MessageSpec headerSpec, MessageSpec bodySpec) {
        LayoutRecorder recorder = LayoutRecorder.ofPathOnly(headerSpec.id());
        return new DecodeException(
                attempt(frame, headerSpec, bodySpec, recorder).requireFailure());
    }

    private static DecodeAttempt attempt(Bytes frame, MessageSpec headerSpec, MessageSpec bodySpec) {
        return attempt(frame, headerSpec, bodySpec, LayoutRecorder.of(headerSpec.id()));
    }

    private static DecodeAttempt attempt(
            Bytes frame, MessageSpec headerSpec, MessageSpec bodySpec, LayoutRecorder recorder) {
        Decoder decoder = new Decoder(frame, recorder);
        Message header = null;
        Message body = null;
        try {
            header = decoder.message(headerSpec.struct());
            body = decoder.message(bodySpec.struct());
            decoder.end();
            return new DecodeAttempt(header, body, recorder.layout(), null);
        } catch (DecodeException e) {
            return new DecodeAttempt(header, body, recorder.layout(), e.failure());
        }
    }

    private static ApiSpec requestApi(Bytes frame) {
        if (frame.size() < SMALLEST_REQUEST) {
            throw headerFailure(
                    frame.size(), Kind.TRUNCATED, "", "a request of at least 8 bytes", "found " + frame.size());
        }
        int key = frame.getShort(0);
        ApiSpec api = Catalog.standard()
                .find(key)
                .orElseThrow(() ->
                        headerFailure(0, Kind.UNKNOWN_API, "RequestApiKey", "the key of a known API", "found " + key));
        int version = frame.getShort(2);
        if (!api.versions().contains(version)) {
            throw headerFailure(
                    2,
                    Kind.UNKNOWN_VERSION,
                    "RequestApiVersion",
                    "a version of " + api + " within " + api.versions(),
                    "found " + version);
        }
        return api;
    }

    private static DecodeException headerFailure(int at, Kind kind, String path, String expected, String found) {
        MessageId header = new MessageId("RequestHeader", MessageType.HEADER, MessageId.NO_API_KEY, 1);
        return new DecodeException(new DecodeFailure(header, path, at, kind, expected, found));
    }
}
