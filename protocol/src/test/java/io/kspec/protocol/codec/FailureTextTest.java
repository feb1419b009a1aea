package io.kspec.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeFailure.Kind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The text of every kind of decode failure. */
class FailureTextTest {
    private static final Catalog CATALOG = Catalog.standard();

    static Stream<Arguments> bodies() {
        return Stream.of(
                body(
                        Kind.TRUNCATED,
                        request("FindCoordinator", 0),
                        "00",
                        "FindCoordinator v0 request, Key at byte 0: expected string with an int16 length, 1 byte remains"),
                body(
                        Kind.TRUNCATED,
                        response("Heartbeat", 1),
                        "00 00 00",
                        "Heartbeat v1 response, ThrottleTimeMs at byte 0: expected int32, 3 bytes remain"),
                body(
                        Kind.TRAILING_BYTES,
                        response("Heartbeat", 0),
                        "00 00 00 00",
                        "Heartbeat v0 response at byte 2: expected the end of the message, found 2 bytes more"),
                body(
                        Kind.NULL_NOT_ALLOWED,
                        request("FindCoordinator", 0),
                        "ff ff",
                        "FindCoordinator v0 request, Key at byte 0: expected string, never null, found null"),
                body(
                        Kind.LENGTH_OUT_OF_RANGE,
                        request("FindCoordinator", 0),
                        "00 05 61 62",
                        "FindCoordinator v0 request, Key at byte 0: expected string whose length is at most the 2 bytes that remain, found length 5"),
                body(
                        Kind.LENGTH_OUT_OF_RANGE,
                        request("FindCoordinator", 0),
                        "ff fe",
                        "FindCoordinator v0 request, Key at byte 0: expected string with a length of 0 or more, found length -2"),
                body(
                        Kind.LENGTH_OUT_OF_RANGE,
                        response("SaslHandshake", 0),
                        "00 00 00 00 00 07 00",
                        "SaslHandshake v0 response, Mechanisms at byte 2: expected array of string with at most 1 entries, since 1 byte remains, found count 7"),
                body(
                        Kind.LENGTH_OUT_OF_RANGE,
                        response("Heartbeat", 4),
                        "00 00 00 00 00 00 03 00",
                        "Heartbeat v4 response, TaggedFields at byte 6: expected at most 0 tagged fields, since 1 byte remains, found count 3"),
                body(
                        Kind.LENGTH_OUT_OF_RANGE,
                        request("ApiVersions", 3),
                        "ff ff ff ff 0f",
                        "ApiVersions v3 request, ClientSoftwareName at byte 0: expected string with a compact length below 2^31, found 4294967295"),
                body(
                        Kind.INVALID_BOOLEAN,
                        request("Metadata", 4),
                        "00 00 00 00 02",
                        "Metadata v4 request, AllowAutoTopicCreation at byte 4: expected bool, 0 or 1, found 2"),
                body(
                        Kind.INVALID_VARINT,
                        request("ApiVersions", 3),
                        "82 00 61 01 00",
                        "ApiVersions v3 request, ClientSoftwareName at byte 0: expected string, an unsigned varint, found one with a needless last byte"),
                body(
                        Kind.INVALID_VARINT,
                        request("ApiVersions", 3),
                        "ff ff ff ff 7f",
                        "ApiVersions v3 request, ClientSoftwareName at byte 0: expected string, an unsigned varint, found one above 32 bits"),
                body(
                        Kind.INVALID_VARINT,
                        request("ApiVersions", 3),
                        "ff ff ff ff ff 01",
                        "ApiVersions v3 request, ClientSoftwareName at byte 0: expected string, an unsigned varint, found more than 5 bytes"),
                body(
                        Kind.INVALID_UTF8,
                        request("FindCoordinator", 0),
                        "00 03 61 c3 28",
                        "FindCoordinator v0 request, Key at byte 3: expected UTF-8, found byte 0xc3"),
                body(
                        Kind.TAG_ORDER,
                        response("Heartbeat", 4),
                        "00 00 00 00 00 00 02 05 00 05 00",
                        "Heartbeat v4 response, TaggedFields at byte 9: expected a tag above 5, found 5"),
                body(
                        Kind.TAG_OF_OTHER_VERSION,
                        request("Fetch", 12),
                        fetch("01 01 02 00 00"),
                        "Fetch v12 request, TaggedFields at byte 29: expected a tag of this version, or one that no version has, found tag 1, which is ReplicaState at other versions"),
                body(
                        Kind.TAG_SIZE,
                        request("Fetch", 12),
                        fetch("01 00 02 00 00"),
                        "Fetch v12 request, TaggedFields at byte 32: expected the tagged field ClusterId to fill its size of 2, found 1 byte more"),
                body(
                        Kind.INVALID_VALUE,
                        request("DescribeTopicPartitions", 0),
                        "01 00 00 00 00 00 00",
                        "DescribeTopicPartitions v0 request, Cursor at byte 5: expected 1 before a Cursor, or -1 for null, found 0"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aFailureNamesFieldOffsetExpectedAndFound(Kind kind, MessageSpec spec, String hex, String text) {
        DecodeFailure failure = Codec.attempt(spec, Bytes.fromHex(hex)).requireFailure();
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasToString(text);
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> Codec.decode(spec, Bytes.fromHex(hex)))
                .withMessage(text);
    }

    static Stream<Arguments> frames() {
        return Stream.of(
                Arguments.of(
                        Kind.TRUNCATED,
                        "00 12 00 03",
                        "RequestHeader v1 at byte 4: expected a request of at least 8 bytes, found 4"),
                Arguments.of(
                        Kind.UNKNOWN_API,
                        "7f ff 00 00 00 00 00 01",
                        "RequestHeader v1, RequestApiKey at byte 0: expected the key of a known API, found 32767"),
                Arguments.of(
                        Kind.UNKNOWN_VERSION,
                        "00 12 00 63 00 00 00 01",
                        "RequestHeader v1, RequestApiVersion at byte 2: expected a version of ApiVersions (18) within 0-5, found 99"),
                Arguments.of(
                        Kind.UNKNOWN_VERSION,
                        "00 12 ff ff 00 00 00 01",
                        "RequestHeader v1, RequestApiVersion at byte 2: expected a version of ApiVersions (18) within 0-5, found -1"));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aRequestThatCannotBeReadSaysWhy(Kind kind, String hex, String text) {
        Bytes frame = Bytes.fromHex(hex);
        DecodeFailure failure = Frames.attemptRequest(frame).requireFailure();
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasToString(text);
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> Frames.decodeRequest(frame))
                .withMessage(text);
    }

    @Test
    void everyKindHasAnExample() {
        Set<Kind> shown = EnumSet.noneOf(Kind.class);
        Stream.concat(bodies(), frames()).forEach(example -> shown.add((Kind) example.get()[0]));
        // Only records have checksums.
        assertThat(EnumSet.complementOf(EnumSet.copyOf(shown))).containsExactly(Kind.CHECKSUM);
    }

    /** An empty fetch request with other bytes in place of its tagged fields. */
    private static String fetch(String tags) {
        Bytes plain = Codec.encode(Message.defaults(request("Fetch", 12).struct()));
        return plain.slice(0, plain.size() - 1).toHex() + tags;
    }

    private static Arguments body(Kind kind, MessageSpec spec, String hex, String text) {
        return Arguments.of(kind, spec, hex, text);
    }

    private static MessageSpec request(String name, int version) {
        return CATALOG.api(name).request(version);
    }

    private static MessageSpec response(String name, int version) {
        ApiSpec api = CATALOG.api(name);
        return api.response(version);
    }
}
