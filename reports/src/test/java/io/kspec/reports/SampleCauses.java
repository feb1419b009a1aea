package io.kspec.reports;

import io.kspec.runlog.AdvertisedApi;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.ClientReaction;
import io.kspec.runlog.Death;
import io.kspec.runlog.Event;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Frame;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Side;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.cause.Cause;
import io.kspec.runlog.cause.Face;
import io.kspec.runlog.cause.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A run on a very young broker, with a cause of each severity, a death, and cases that were blocked or not played. */
final class SampleCauses {
    private static final List<CaseResult> UNREACHABLE = IntStream.rangeClosed(0, 7)
            .mapToObj(SampleCauses::addressNobodyCanDial)
            .toList();
    private static final List<CaseResult> SILENT = List.of(offsetFetchStaysSilent(6), offsetFetchStaysSilent(7));
    private static final List<CaseResult> SHORT = IntStream.rangeClosed(0, 5)
            .mapToObj(SampleFailures::committedOffsetIsShort)
            .toList();
    private static final List<CaseResult> DEATH = List.of(findCoordinatorKills());
    private static final List<CaseResult> REFUSED =
            IntStream.rangeClosed(4, 6).mapToObj(SampleCauses::topicIdIsUnknown).toList();
    private static final List<CaseResult> COPE = List.of(SampleFailures.deadGroupIsAnError());
    private static final List<CaseResult> HOSTILE = IntStream.rangeClosed(0, 3)
            .mapToObj(SampleCauses::truncatedIsAnswered)
            .toList();
    private static final List<CaseResult> BLOCKED = IntStream.rangeClosed(0, 3)
            .mapToObj(version -> CaseResult.blocked(
                    SampleRun.check("heartbeat.member-stays", "A member that beats stays", Level.MUST),
                    new ApiVersion(12, "Heartbeat", version),
                    "needs a coordinator, which FindCoordinator did not give",
                    "a coordinator"))
            .toList();
    private static final List<CaseResult> NOT_PLAYED = IntStream.rangeClosed(0, 2)
            .mapToObj(version -> CaseResult.notPlayed(
                    SampleRun.check("sync-group.assignment-arrives", "An assignment arrives", Level.MUST),
                    new ApiVersion(14, "SyncGroup", version),
                    "the run reached its limit of 900 s"))
            .toList();

    private SampleCauses() {}

    /** The causes of {@link #log()}, gravest first. */
    static List<Cause> all() {
        return List.of(
                cause(Severity.NO_CLIENT_CONNECTS, "Metadata names a broker address that nobody can dial", UNREACHABLE),
                new Cause(
                        "OffsetFetch Topics[].Partitions[].CommittedOffset",
                        "The committed offset is written as an int16; it is an int64.",
                        Severity.DATA_LOST_OR_CLIENTS_HANG,
                        List.of(
                                Face.of("The committed offset is written as an int16; it is an int64.", SHORT),
                                Face.of("The request is not answered.", SILENT)),
                        List.of(),
                        SHORT.get(0).clients()),
                new Cause(
                        "death FindCoordinator",
                        "FindCoordinator with a key type kills the target",
                        Severity.TARGET_DIES,
                        List.of(Face.of("The target dies of the request.", DEATH)),
                        BLOCKED,
                        List.of()),
                cause(Severity.CLIENTS_FAIL, "Metadata answers another topic id than CreateTopics gave", REFUSED),
                cause(Severity.CLIENTS_COPE, "An unknown group is described with an error", COPE),
                cause(Severity.ROBUSTNESS, "A truncated request is answered as if it were empty", HOSTILE));
    }

    static RunLog log() {
        List<AdvertisedApi> advertised = new ArrayList<>();
        for (AdvertisedApi api :
                Objects.requireNonNull(SampleRun.young().header()).advertised()) {
            if (!api.name().equals("SyncGroup") && !api.name().equals("InitProducerId")) {
                advertised.add(api);
            }
        }
        advertised.add(new AdvertisedApi(14, "SyncGroup", 0, 2));
        advertised.add(new AdvertisedApi(22, "InitProducerId", 0, 1));
        List<CaseResult> results = new ArrayList<>(SampleRun.young().results().stream()
                .filter(result -> result.verdict() == Verdict.PASS
                        && (result.api() == null || result.api().key() != 14))
                .toList());
        for (List<CaseResult> some :
                List.of(UNREACHABLE, SHORT, SILENT, DEATH, REFUSED, COPE, HOSTILE, BLOCKED, NOT_PLAYED)) {
            results.addAll(some);
        }
        return SampleRun.log(advertised, results);
    }

    static Summary summary() {
        return Summary.of(log(), all());
    }

    /** A run with a given number of causes, for all that is known of them: each fails another check. */
    static RunLog many(int causes) {
        List<CaseResult> results = new ArrayList<>(SampleRun.young().results());
        for (int i = 0; i < causes; i++) {
            results.add(CaseResult.failed(
                    SampleRun.check("fetch.fault-" + i, "Fault " + i, i % 3 == 0 ? Level.SHOULD : Level.MUST),
                    new ApiVersion(1, "Fetch", i % 12),
                    new Failure("value " + i, "another value than " + i + ", which no client expects", List.of()),
                    1,
                    1,
                    List.of(),
                    null,
                    List.of()));
        }
        return SampleRun.log(Objects.requireNonNull(SampleRun.young().header()).advertised(), results);
    }

    /** A summary in which each failed case is a cause of its own. */
    static Summary oneCauseEach(RunLog log) {
        List<Cause> causes = new ArrayList<>();
        for (Level level : Level.values()) {
            for (CaseResult result : log.results()) {
                if (result.verdict() == Verdict.FAIL && result.check().level() == level) {
                    Severity severity = level == Level.MUST ? Severity.CLIENTS_FAIL : Severity.CLIENTS_COPE;
                    causes.add(cause(severity, "Fault " + (causes.size() + 1), List.of(result)));
                }
            }
        }
        return Summary.of(log, causes);
    }

    private static Cause cause(Severity severity, String title, List<CaseResult> cases) {
        String sentence = sentence(cases.get(0));
        return new Cause(
                title.replace(' ', '-'),
                title,
                severity,
                List.of(Face.of(sentence, cases)),
                List.of(),
                cases.get(0).clients());
    }

    private static String sentence(CaseResult result) {
        return result.blame() != null
                ? result.blame().sentence()
                : "found " + Objects.requireNonNull(result.failure()).found();
    }

    private static CaseResult addressNobodyCanDial(int version) {
        Frame request = SampleFrame.request(3, version, 1, "kspec-client")
                .int32("Topics (count)", 0)
                .frame();
        Frame response = SampleFrame.response(1)
                .int32("Brokers (count)", 1)
                .int32("Brokers[0].NodeId", 0)
                .string("Brokers[0].Host", "broker.internal")
                .int32("Brokers[0].Port", 9093)
                .frame();
        return CaseResult.failed(
                SampleRun.check("metadata.brokers-can-be-dialled", "Every broker can be dialled", Level.MUST),
                new ApiVersion(3, "Metadata", version),
                new Failure(
                        "a broker that accepts connections", "nothing that listens at broker.internal:9093", List.of()),
                8,
                1,
                List.of(exchange(3, "Metadata", version, request, response)),
                new Blame(
                        0,
                        Side.RESPONSE,
                        12,
                        29,
                        "Brokers[0].Host",
                        "Nothing listens at broker.internal:9093, which Metadata names as broker 0.",
                        null),
                List.of(
                        new ClientReaction(
                                "Java", "Connection to node 0 (broker.internal:9093) could not be established."),
                        new ClientReaction("librdkafka", "Failed to resolve 'broker.internal:9093'")));
    }

    private static CaseResult offsetFetchStaysSilent(int version) {
        Frame request = SampleFrame.request(9, version, 5, "kspec-consumer")
                .string("GroupId", "kspec-7f3a91-group")
                .frame();
        return CaseResult.failed(
                SampleRun.check("offset-fetch.is-answered", "A committed offset is answered", Level.MUST),
                new ApiVersion(9, "OffsetFetch", version),
                new Failure("an answer within 3 s", "no answer in 3 s", List.of()),
                3000,
                1,
                List.of(exchange(9, "OffsetFetch", version, request, null)),
                null,
                List.of());
    }

    static CaseResult findCoordinatorKills() {
        return findCoordinatorKills(139);
    }

    /** A target that died of a request, and with which exit status; null if kspec did not start it. */
    static CaseResult findCoordinatorKills(@Nullable Integer exitStatus) {
        Frame request = SampleFrame.request(10, 1, 7, "kspec-consumer")
                .string("Key", "kspec-7f3a91-group")
                .unread(1)
                .frame();
        Failure failure = new Failure("an answer", "the connection was closed", List.of());
        return CaseResult.failed(
                SampleRun.check("find-coordinator.names-a-broker", "A coordinator is found", Level.MUST),
                new ApiVersion(10, "FindCoordinator", 1),
                failure.with(new Death(
                        0,
                        "kspec run --target localhost:9092 --case find-coordinator.names-a-broker@1",
                        exitStatus,
                        List.of(
                                "panic: runtime error: invalid memory address or nil pointer dereference",
                                "[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x6f1e2b]",
                                "main.(*conn).handle(0xc0001a4000)\t<b>client_conn.go:128</b>\u001b[31m"),
                        true)),
                12,
                1,
                List.of(exchange(10, "FindCoordinator", 1, request, null)),
                null,
                List.of());
    }

    /** The answer to Metadata is wrong; a check of Fetch notices. */
    static CaseResult topicIdIsUnknown(int version) {
        Frame request = SampleFrame.request(3, 8, 2, "kspec-client").frame();
        Frame response = SampleFrame.response(2)
                .int32("Topics (count)", 1)
                .int16("Topics[0].ErrorCode", 0)
                .frame();
        Frame fetch = SampleFrame.request(1, version, 3, "kspec-client").frame();
        Frame fetched = SampleFrame.response(3).int16("ErrorCode", 100).frame();
        return CaseResult.failed(
                SampleRun.check("fetch.records-come-back", "Records come back", Level.MUST),
                new ApiVersion(1, "Fetch", version),
                new Failure("records", "error 100 (UNKNOWN_TOPIC_ID)", List.of()),
                9,
                2,
                List.of(exchange(3, "Metadata", 8, request, response), exchange(1, "Fetch", version, fetch, fetched)),
                new Blame(
                        0,
                        Side.RESPONSE,
                        8,
                        10,
                        "Topics[0].TopicId",
                        "The topic id in Metadata is not the one that CreateTopics gave.",
                        null),
                List.of(new ClientReaction(
                        "Java", "UnknownTopicIdException: This server does not host this topic ID.")));
    }

    private static CaseResult truncatedIsAnswered(int version) {
        Frame request =
                SampleFrame.request(0, version, 4, "kspec-client").unread(0, 1).frame();
        Frame response = SampleFrame.response(4).unread(0, 0, 0, 0).frame();
        return CaseResult.failed(
                new Check(
                        "wire.truncated-request-refused",
                        "A truncated request is refused",
                        Level.MUST,
                        "A request that ends too early is refused by closing the connection.",
                        "Apache Kafka 4.3.1",
                        "A request that was cut would be taken for another.",
                        "core",
                        true,
                        Harm.NONE),
                new ApiVersion(0, "Produce", version),
                new Failure(
                        "A request that ends too early is refused by closing the connection.",
                        "an empty success",
                        List.of()),
                2,
                1,
                List.of(exchange(0, "Produce", version, request, response)),
                null,
                List.of());
    }

    private static Event exchange(int key, String api, int version, Frame request, @Nullable Frame response) {
        Double received = response == null ? null : Double.valueOf(2.0);
        return new ExchangeEvent("client", 1, new ApiVersion(key, api, version), 1, 0.5, received, request, response);
    }
}
