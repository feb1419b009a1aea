package io.kspec.suite.checks.wire;

import static io.kspec.mock.script.RequestPattern.anyRequest;
import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.mock.script.ResponseDefinition.disconnectBeforeApplying;
import static io.kspec.mock.script.ResponseDefinition.silence;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.mock.net.SocketLimits;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers that lose the thread of a connection, or take what is no request for one. */
final class ConnectionMutants implements AreaMutants {
    private static final Bytes UNSUPPORTED_VERSION = Bytes.fromHex("0023");

    private static final List<Mutant> ALL = List.of(
            mutant(
                            "S54",
                            "two queues answer a connection, and one overtakes the other",
                            "SeaweedFS 94f3232e7, 7f3f61ea2")
                    .by(request("Metadata").willReturn(asKafka().overtaken()).onNth(3))
                    .failing("connection.answers-in-order")
                    .blaming("Metadata", "CorrelationId")
                    .saying("that of a later request"),
            mutant("P7", "a fetch that waits is answered after the request behind it", "pg_kafka bcfde74")
                    .by(request("Fetch").atVersion(11).willReturn(asKafka().overtaken()))
                    .speaking("Fetch", "11")
                    .failing("fetch.wait-keeps-order", "Fetch", "11")
                    .blaming("CorrelationId")
                    .saying("that of a later request"),
            invented("K2", "correlation ids are unsigned: the sign is lost")
                    .by(request("ApiVersions")
                            .atVersion(0)
                            .fromClient("kspec")
                            .willReturn(asKafka().correlationIdOffBy(Integer.MIN_VALUE))
                            .onNth(3))
                    .failing("connection.correlation-id-returned")
                    .blaming("ApiVersions", "CorrelationId")
                    .saying("expected -1, found 2147483647, which no request had"),
            mutant("P9", "a client id of length 0 is mis-read, and the connection closed", "pg_kafka 36bd7bc")
                    .by(request("ApiVersions").fromClient("").willReturn(disconnectBeforeApplying()))
                    .failing("connection.any-client-id")
                    .saying("closed"),
            invented("K3", "a client id that is not ASCII ends the connection")
                    .by(request("ApiVersions").fromClient("größe-客户-🦊").willReturn(disconnectBeforeApplying()))
                    .failing("connection.any-client-id")
                    .saying("closed"),
            invented("K3b", "a client id that is longer than a byte can count is an invalid request")
                    .by(request("ApiVersions")
                            .fromClient("x".repeat(255))
                            .willReturn(asKafka().with("ErrorCode", ErrorCode.INVALID_REQUEST)))
                    .failing("connection.any-client-id")
                    .blaming("ApiVersions", "ErrorCode")
                    .saying("0 NONE, found 42 INVALID_REQUEST"),
            mutant("P30", "a request of 2 GB is waited for", "pg_kafka SEC-6, RV-9")
                    .within(new SocketLimits(Integer.MAX_VALUE, 1000, false))
                    .failing("connection.impossible-size-refused")
                    .saying("neither answer nor close"),
            mutant("P30b", "a count of 2^31-1 is waited for", "pg_kafka SEC-1, SEC-2")
                    .by(request("JoinGroup").atVersion(4).onlyRefused().willReturn(silence()))
                    .failing("connection.hostile-lengths-refused", "JoinGroup", "4")
                    .saying("neither answer nor close"),
            invented("K308", "a count of 2^31-1 is waited for, if it is not the first one")
                    .by(request("JoinGroup")
                            .atVersion(4)
                            .onlyRefused()
                            .willReturn(silence())
                            .onNth(2))
                    .failing("connection.hostile-lengths-refused", "JoinGroup", "4")
                    .saying("neither answer nor close"),
            invented("K309", "a cluster is described without its brokers")
                    .by(request("DescribeCluster").willReturn(asKafka().with("Brokers", List.of())))
                    .failing("wire.well-formed-answer", "DescribeCluster", "0-2")
                    .blaming("Brokers")
                    .saying("at least one entry"),
            invented("K310", "offsets are answered without the group that they were asked of")
                    .by(request("OffsetFetch")
                            .atVersions(8, 10)
                            .willReturn(asKafka().with("Groups", List.of())))
                    .failing("rules.every-item-answered-once", "OffsetFetch", "8-10")
                    .blaming("Groups")
                    .saying("none for"),
            invented("K4", "what is no request is answered with two bytes of error")
                    .by(anyRequest().onlyRefused().willReturn(asKafka().withBody(UNSUPPORTED_VERSION)))
                    .failing("connection.garbage-refused")
                    .saying("000000020023"),
            invented("K5", "what one read gives is taken for a request")
                    .within(new SocketLimits(100 << 20, 1000, true))
                    .failing("wire.request-in-pieces")
                    .saying("closed"),
            mutant("Q15", "a request that ends early kills its handler, and nothing is answered", "Quafka e0656db")
                    .by(request("Heartbeat").atVersion(3).onlyRefused().willReturn(silence()))
                    .failing("wire.truncated-request-refused", "Heartbeat", "3")
                    .saying("neither answer nor close"),
            mutant("Q26", "an API that does not exist kills its handler, and nothing is answered", "Quafka server.go")
                    .by(anyRequest().onlyRefused().willReturn(silence()))
                    .failing("wire.unknown-api-refused")
                    .saying("neither answer nor close"),
            mutant("S51", "a version that is not spoken is not answered either", "SeaweedFS 7f3f61ea2, 901d67099")
                    .by(request("Heartbeat").onlyRefused().willReturn(silence()))
                    .failing("wire.unadvertised-version-refused", "Heartbeat", "5")
                    .saying("neither answer nor close"),
            mutant(
                            "P2",
                            "a version that is not spoken is answered with two bytes of error",
                            "pg_kafka 5f10847, de83342")
                    .by(request("Metadata").onlyRefused().willReturn(asKafka().withBody(UNSUPPORTED_VERSION)))
                    .speaking("Metadata", "0-9")
                    .failing("wire.unadvertised-version-refused", "Metadata", "10")
                    .saying("with nothing but the error code 35 UNSUPPORTED_VERSION"),
            mutant("K121", "a request that cannot be read succeeds, and nothing was done", "pg_kafka 40e3929")
                    .by(request("Produce")
                            .atVersion(9)
                            .onlyRefused()
                            .willReturn(asKafka().withBody(Bytes.fromHex("00010000000000"))))
                    .failing("wire.truncated-request-refused", "Produce", "9")
                    .saying("without an error, as if the request had been executed"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
