package io.kspec.suite.checks.wire;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.stage.net.Connection;
import io.kspec.stage.requests.ApiVersionsRequests;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks of every connection, whatever the API: response order, correlation ids, client ids, frame sizes. */
class ConnectionChecks {
    private static final ClientRequest API_VERSIONS = ApiVersionsRequests.from("kspec", "0");
    private static final int MANY = 20;
    private static final int LONGEST_CLIENT_ID = 255;

    @ConformanceTest(
            id = "connection.answers-in-order",
            needs = {"Metadata"},
            requirement = "Pipelined requests are answered in the order they were sent.",
            source = "Kafka protocol guide, Network: the server guarantees the order of a connection's requests",
            why = "The Java client and franz-go close the connection if the next response is not the one they expect.")
    void pipelinedRequestsAreAnsweredInOrder(Case test) {
        Connection connection = test.connection();
        List<Integer> sent = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            sent.add(
                    i % 2 == 0
                            ? connection.send(API_VERSIONS, 0)
                            : connection.send(MetadataRequests.noTopics(), test.version("Metadata")));
        }
        for (int correlationId : sent) {
            Answer.of(connection.receive(correlationId));
        }
    }

    @ConformanceTest(
            id = "connection.correlation-id-returned",
            requirement = "A response starts with the correlation id of its request, for every 32-bit value.",
            source = "message definition ResponseHeader",
            why = "Sarama fails with \"correlation ID didn't match\", kafka-go with \"multiple Read calls return no"
                    + " data or error\".")
    void everyCorrelationIdIsReturned(Case test) {
        ApiSpec api = API_VERSIONS.api();
        Message body = API_VERSIONS.at(0);
        for (int id : new int[] {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x01020304}) {
            Connection connection = test.connection();
            connection.sendAs(api, 0, id, Frames.encodeRequest(api, 0, id, "kspec", body));
            Answer.of(connection.receive(id));
        }
    }

    @ConformanceTest(
            id = "connection.any-client-id",
            requirement = "A client id may be null, empty, long or non-ASCII: the answer has no error.",
            source = "message definition RequestHeader: ClientId is nullable",
            why = "A broker that misread an absent client id made kcat allocate 188 GB.")
    void anyClientIdIsAccepted(Case test) {
        ApiSpec api = API_VERSIONS.api();
        Message body = API_VERSIONS.at(0);
        int id = 1;
        for (String clientId : clientIds()) {
            Connection connection = test.connection();
            connection.sendAs(api, 0, id, Frames.encodeRequest(api, 0, id, clientId, body));
            Exchange exchange = connection.receive(id++);
            Answer.of(exchange).expectError("ErrorCode", ErrorCode.NONE);
        }
    }

    private static List<@Nullable String> clientIds() {
        List<@Nullable String> ids = new ArrayList<>();
        ids.add(null);
        ids.add("");
        ids.add("x".repeat(LONGEST_CLIENT_ID));
        ids.add("größe-客户-🦊");
        return ids;
    }

    @ConformanceTest(
            id = "connection.impossible-size-refused",
            hostile = true,
            requirement =
                    "A frame with a negative size, or a size beyond any request, makes the broker close the connection"
                            + " before it allocates memory for the frame.",
            source = "Kafka's socket.request.max.bytes; measured on Apache Kafka",
            why = "The first four bytes from a port scanner or an HTTP client read as a size of gigabytes.")
    void anImpossibleFrameSizeIsRejected(Case test) {
        for (int size : new int[] {Integer.MAX_VALUE, -1, Integer.MIN_VALUE, 0x47455420}) {
            Connection connection = test.role("size " + size).connection();
            connection.sendFrame(size, Bytes.copyOf(new byte[16]));
            Refusal.expectDisconnect(
                    test.awaitRefusal(connection, "an impossible size"), "a frame that claims " + size + " bytes");
        }
    }

    @ConformanceTest(
            id = "connection.garbage-refused",
            hostile = true,
            requirement = "Bytes that are not a Kafka request make the broker close the connection.",
            source = "measured on Apache Kafka",
            why = "Health checks and browsers connect to any open port.")
    void garbageClosesTheConnection(Case test) {
        Connection http = test.role("browser").connection();
        http.sendRaw(Bytes.wrap("GET / HTTP/1.1\r\nHost: kspec\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        Refusal.expectDisconnect(test.awaitRefusal(http, "an HTTP request"), "an HTTP request");
        Connection zeros = test.role("zeros").connection();
        zeros.sendFrame(Bytes.copyOf(new byte[4]));
        Refusal.expectDisconnect(test.awaitRefusal(zeros, "four zero bytes"), "a request of four zero bytes");
    }

    @ConformanceTest(
            id = "connection.hostile-lengths-refused",
            api = ConformanceTest.EVERY_API,
            hostile = true,
            requirement =
                    "A request whose body, or a structure inside, claims lengths far beyond its end is rejected, by closing"
                            + " the connection or with an error, before the broker allocates memory for them.",
            source = "measured on Apache Kafka",
            why = "pg_kafka crashed on an array count of 2^31-1, as does any broker that allocates what a client"
                    + " claims.")
    void hostileLengthsAreRejected(Case test) {
        List<Bytes> frames = HostileLengths.frames(test.api(), test.version());
        for (int i = 0; i < frames.size(); i++) {
            // A target may answer with an error and then close the connection.
            Connection connection = test.role("client " + (i + 1)).connection();
            connection.sendFrame(frames.get(i));
            new ErrorOrDisconnect(
                            test.awaitRefusal(connection, "a hostile length"),
                            test.api().name() + " v" + test.version() + " with a length of 2^31-1",
                            HostileLengths.CORRELATION_ID)
                    .expectForMalformed(test.api(), test.version());
        }
    }
}
