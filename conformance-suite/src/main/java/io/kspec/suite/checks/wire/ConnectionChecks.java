package io.kspec.suite.checks.wire;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.stage.net.Connection;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks of what a connection carries, whatever the API: order, correlation, client ids, sizes. */
class ConnectionChecks {
    private static final int MANY = 20;
    private static final int LONGEST_CLIENT_ID = 255;

    @ConformanceTest(
            id = "connection.answers-in-order",
            needs = {"Metadata"},
            requirement = "Requests sent one after the other without waiting are answered in their order.",
            source = "Kafka protocol guide, Network: the server guarantees the order of a connection's requests",
            why =
                    "The Java client and franz-go close the connection when the next answer is not the one they wait for.")
    void pipelinedRequestsAreAnsweredInOrder(Case it) {
        Connection connection = it.connection();
        List<Integer> sent = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            ApiSpec api = Catalog.standard().api(i % 2 == 0 ? "ApiVersions" : "Metadata");
            int version = i % 2 == 0 ? 0 : it.version("Metadata");
            sent.add(connection.send(
                    api, version, Message.defaults(api.request(version).struct())));
        }
        for (int correlationId : sent) {
            Answer.of(connection.receive(correlationId));
        }
    }

    @ConformanceTest(
            id = "connection.correlation-id-returned",
            requirement = "An answer begins with the correlation id of its request, whatever 32 bits that is.",
            source = "message definition ResponseHeader",
            why =
                    "sarama prints \"correlation ID didn't match\", kafka-go \"multiple Read calls return no data or error\".")
    void everyCorrelationIdIsReturned(Case it) {
        ApiSpec api = Catalog.standard().api("ApiVersions");
        Message body = Message.defaults(api.request(0).struct());
        for (int id : new int[] {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x01020304}) {
            Connection connection = it.connection();
            connection.sendAs(api, 0, id, Frames.encodeRequest(api, 0, id, "kspec", body));
            Answer.of(connection.receive(id));
        }
    }

    @ConformanceTest(
            id = "connection.any-client-id",
            requirement = "A client id may be null, empty, long, or not ASCII.",
            source = "message definition RequestHeader: ClientId is nullable",
            why = "kcat against a broker that misread an absent client id had it allocate 188 GB.")
    void anyClientIdIsAccepted(Case it) {
        ApiSpec api = Catalog.standard().api("ApiVersions");
        Message body = Message.defaults(api.request(0).struct());
        int id = 1;
        for (String clientId : clientIds()) {
            Connection connection = it.connection();
            connection.sendAs(api, 0, id, Frames.encodeRequest(api, 0, id, clientId, body));
            Exchange exchange = connection.receive(id++);
            Answer.of(exchange);
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
                    "A frame whose size is negative or beyond any request is refused by closing the connection, before"
                            + " memory is taken for it.",
            source = "Kafka's socket.request.max.bytes; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "A port scanner or an HTTP client begins with four bytes that read as a size of gigabytes.")
    void anImpossibleSizeIsRefused(Case it) {
        for (int size : new int[] {Integer.MAX_VALUE, -1, Integer.MIN_VALUE, 0x47455420}) {
            Connection connection = it.role("size " + size).connection();
            connection.sendFrame(size, Bytes.copyOf(new byte[16]));
            Refusal.expectHangUp(
                    connection,
                    "a frame that claims " + size + " bytes",
                    it.stage().settings().readTimeout());
        }
    }

    @ConformanceTest(
            id = "connection.garbage-refused",
            hostile = true,
            requirement = "Bytes that are no Kafka request are refused by closing the connection.",
            source = "measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "Health checks and browsers find every port.")
    void garbageIsRefused(Case it) {
        Connection http = it.role("browser").connection();
        http.sendRaw(Bytes.wrap("GET / HTTP/1.1\r\nHost: kspec\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        Refusal.expectHangUp(http, "an HTTP request", it.stage().settings().readTimeout());
        Connection zeros = it.role("zeros").connection();
        zeros.sendFrame(Bytes.copyOf(new byte[4]));
        Refusal.expectHangUp(
                zeros, "a request of four zero bytes", it.stage().settings().readTimeout());
    }

    @ConformanceTest(
            id = "connection.hostile-lengths-refused",
            api = ConformanceTest.EVERY_API,
            hostile = true,
            requirement =
                    "A request whose body claims lengths far beyond its end is refused by closing the connection, before"
                            + " memory is taken for them.",
            source = "measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "pg_kafka died of an array count of 2^31-1; so does any broker that allocates what a client claims.")
    void hostileLengthsAreRefused(Case it) {
        Bytes frame = HostileLengths.frame(it.api(), it.version());
        Connection connection = it.connection();
        connection.sendFrame(frame);
        Refusal.expectHangUp(
                connection,
                it.api().name() + " v" + it.version() + " with a length of 2^31-1",
                it.stage().settings().readTimeout());
    }
}
