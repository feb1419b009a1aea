package io.kspec.benchmarks;

import io.kspec.protocol.Bytes;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import org.apache.kafka.common.message.ApiMessageType;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Readable;
import org.apache.kafka.common.requests.RequestUtils;
import org.jspecify.annotations.Nullable;

/**
 * The generated classes of kafka-clients for one message at one version, used as its own requests and responses use
 * them: the constructor that reads, and {@link RequestUtils#serialize}, which sizes and writes header and body.
 *
 * @param header the constructor of the header's class
 * @param headerVersion the version of the header
 * @param body the constructor of the body's class
 * @param version the version of the body
 */
record KafkaCodec(ReadingConstructor header, short headerVersion, ReadingConstructor body, short version) {
    /** {@code new MetadataRequestData(Readable, short)}. */
    interface ReadingConstructor {
        ApiMessage read(Readable input, short version);
    }

    /** The codec of an API's requests, or null if kafka-clients does not have the version. */
    static @Nullable KafkaCodec ofRequests(int apiKey, int version) {
        ApiMessageType api = ApiMessageType.fromApiKey((short) apiKey);
        short v = (short) version;
        return api.lowestSupportedVersion() <= v && v <= api.highestSupportedVersion(true)
                ? new KafkaCodec(RequestHeaderData::new, api.requestHeaderVersion(v), constructor(api.newRequest()), v)
                : null;
    }

    /** The codec of an API's responses, or null if kafka-clients does not have the version. */
    static @Nullable KafkaCodec ofResponses(int apiKey, int version) {
        ApiMessageType api = ApiMessageType.fromApiKey((short) apiKey);
        short v = (short) version;
        return api.lowestSupportedVersion() <= v && v <= api.highestSupportedVersion(true)
                ? new KafkaCodec(
                        ResponseHeaderData::new, api.responseHeaderVersion(v), constructor(api.newResponse()), v)
                : null;
    }

    KafkaFrame decode(Bytes frame) {
        Readable input = new ByteBufferAccessor(ByteBuffer.wrap(frame.array(), frame.arrayOffset(), frame.size()));
        ApiMessage headerRead = header.read(input, headerVersion);
        return new KafkaFrame(headerRead, body.read(input, version));
    }

    ByteBuffer encode(KafkaFrame frame) {
        return RequestUtils.serialize(frame.header(), headerVersion, frame.body(), version);
    }

    /** A constructor as a lambda: as fast as if it were called in source. */
    private static ReadingConstructor constructor(ApiMessage example) {
        Class<?> type = example.getClass();
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            MethodHandle constructor =
                    lookup.findConstructor(type, MethodType.methodType(void.class, Readable.class, short.class));
            return (ReadingConstructor) LambdaMetafactory.metafactory(
                            lookup,
                            "read",
                            MethodType.methodType(ReadingConstructor.class),
                            MethodType.methodType(ApiMessage.class, Readable.class, short.class),
                            constructor,
                            constructor.type())
                    .getTarget()
                    .invoke();
        } catch (Throwable e) {
            throw new IllegalStateException(type + " has no constructor that reads", e);
        }
    }
}
