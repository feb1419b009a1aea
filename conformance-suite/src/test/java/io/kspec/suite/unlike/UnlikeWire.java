package io.kspec.suite.unlike;

import static io.kspec.mock.script.RequestPattern.anyRequest;
import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.mock.script.ResponseDefinition.disconnect;
import static io.kspec.suite.unlike.UnlikeBroker.that;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.message.TaggedField;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Brokers that differ in what all responses have in common, and in how they reject requests. */
final class UnlikeWire {
    private static final String[] ANY = {
        "metadata.*", "create-topics.invalid-refused", "describe-groups.unknown-group", "join-group.first-member-leads"
    };
    private static final List<String> GROUP_APIS = List.of(
            "FindCoordinator",
            "JoinGroup",
            "SyncGroup",
            "Heartbeat",
            "LeaveGroup",
            "OffsetCommit",
            "OffsetFetch",
            "ListGroups",
            "DescribeGroups",
            "DeleteGroups");
    private static final List<String> OTHER_APIS = List.of(
            "Produce",
            "Fetch",
            "ListOffsets",
            "Metadata",
            "CreateTopics",
            "DeleteTopics",
            "InitProducerId",
            "ShareGroupHeartbeat",
            "ShareGroupDescribe",
            "ShareFetch",
            "ShareAcknowledge",
            "StreamsGroupHeartbeat",
            "StreamsGroupDescribe");
    private static final TaggedField UNKNOWN_TAG = new TaggedField(9_000, Bytes.fromHex("6b73706563"));
    private static final Bytes UNSUPPORTED_VERSION = Bytes.fromHex("0023");
    private static final Bytes INVALID_REQUEST = Bytes.fromHex("002a");
    /** UNSUPPORTED_VERSION, and the versions 0 to 5 of ApiVersions itself. */
    private static final Bytes REFUSED_API_VERSIONS = Bytes.fromHex("002300000001001200000005");
    /** A throttle time of 0 and CORRUPT_MESSAGE: Heartbeat from version 1 to 3. */
    private static final Bytes CORRUPT_HEARTBEAT = Bytes.fromHex("000000000002");

    static final UnlikeBroker OTHER_ERROR_MESSAGES = that("has error messages of its own", ANY)
            .answering(response -> Rewrites.everyField(
                    response, (field, value) -> field.name().equals("ErrorMessage") ? "computer says no" : value));

    /**
     * OffsetCommit excepted: franz-go expects its partitions in the order of the request. Nor are ranges of acquired records
     * reversed: Java's share consumer goes through them and the records side by side (ShareCompletedFetch).
     */
    static final UnlikeBroker REVERSED = that(
                    "lists everything in reverse order",
                    "api-versions.*",
                    "metadata.*",
                    "create-topics.*",
                    "delete-topics.*",
                    "find-coordinator.*",
                    "offset-fetch.*",
                    "produce.all-partitions-answered",
                    "describe-groups.*",
                    "leave-group.several-members")
            .answering(response -> response.id().name().equals("OffsetCommit")
                    ? response
                    : Rewrites.everyField(
                            response,
                            (field, value) -> value instanceof List<?> list
                                            && !field.name().equals("AcquiredRecords")
                                    ? reversed(list)
                                    : value));

    static final UnlikeBroker THROTTLING = that(
                    "throttles all clients a little",
                    "metadata.*",
                    "fetch.idle-wait-ends",
                    "heartbeat.member-lives",
                    "api-versions.*")
            .answering(response -> Rewrites.set(response, "ThrottleTimeMs", 3))
            .but("api-versions.no-wait-to-tell");

    static final UnlikeBroker NEWER_VERSIONS = that(
                    "speaks versions and APIs that no release has",
                    "wire.well-formed-answer",
                    "wire.unadvertised-version-refused",
                    "api-versions.*",
                    "metadata.topic-is-shown")
            .answering("ApiVersions", UnlikeWire::newer)
            .atAllVersions();

    static final UnlikeBroker UNKNOWN_TAGS = that("has tagged fields that no release has, in every structure", ANY)
            .answering(response -> Rewrites.everyStruct(
                    response,
                    struct -> struct.spec().flexible()
                            ? struct.toBuilder()
                                    .unknownTaggedFields(List.of(UNKNOWN_TAG))
                                    .build()
                            : struct));

    static final UnlikeBroker EXPLICIT_DEFAULTS = that(
                    "writes tagged fields that have their default values",
                    "wire.well-formed-answer",
                    "rules.absent-tags-are-defaults",
                    "api-versions.*",
                    "create-topics.*",
                    "fetch.*",
                    "produce.records-come-back")
            .answering(response -> Rewrites.everyStruct(response, struct -> {
                MessageBuilder written = struct.toBuilder();
                IntStream.range(0, struct.spec().taggedFields().size()).forEach(written::writeTaggedField);
                return written.build();
            }));

    static final UnlikeBroker UNKNOWN_TAGS_IN_HEADERS = that("has unknown tagged fields in response headers", ANY)
            .with(new Unlikeness() {
                @Override
                public Message header(Message header) {
                    return header.spec().flexible()
                            ? header.toBuilder()
                                    .unknownTaggedFields(List.of(UNKNOWN_TAG))
                                    .build()
                            : header;
                }
            });

    static final UnlikeBroker IN_PIECES = that(
                    "sends responses in pieces",
                    "connection.answers-in-order",
                    "metadata.topic-is-shown",
                    "produce.records-come-back")
            .inPiecesOf(7);

    static final List<UnlikeBroker> ALL = List.of(
            OTHER_ERROR_MESSAGES,
            REVERSED,
            THROTTLING,
            NEWER_VERSIONS,
            UNKNOWN_TAGS,
            EXPLICIT_DEFAULTS,
            UNKNOWN_TAGS_IN_HEADERS,
            IN_PIECES,
            that("has an empty error message where Kafka has none, and the reverse", ANY)
                    .answering(response -> Rewrites.everyField(
                            response,
                            (field, value) -> field.name().equals("ErrorMessage") ? value == null ? "" : null : value)),
            that(
                            "writes empty text for null",
                            "wire.well-formed-answer",
                            "metadata.*",
                            "create-topics.*",
                            "delete-topics.*",
                            "join-group.first-member-leads",
                            "join-group.inconsistent-protocol-refused",
                            "describe-groups.*")
                    .answering(response -> Rewrites.everyField(
                            response,
                            (field, value) -> isText(field.kind(), field.name(), field.nullable()) && value == null
                                    ? ""
                                    : value)),
            that(
                            "writes null for empty text and empty arrays",
                            "metadata.*",
                            "create-topics.creates",
                            "fetch.end-is-empty",
                            "fetch.idle-wait-ends",
                            "offset-fetch.*",
                            "offset-commit.offset-survives",
                            "delete-groups.offsets-are-gone")
                    .answering(response -> Rewrites.everyField(response, (field, value) -> {
                        boolean empty = "".equals(value) || (value instanceof List<?> list && list.isEmpty());
                        return field.nullable() && empty ? null : value;
                    }))
                    .but("offset-fetch.metadata-is-not-null"),
            that("writes empty arrays for null", "wire.well-formed-answer", "fetch.end-is-empty", "metadata.*")
                    .answering(response -> Rewrites.everyField(
                            response,
                            (field, value) -> field.kind() == FieldKind.ARRAY && value == null ? List.of() : value)),
            that("advertises features", "api-versions.*").answering("ApiVersions", UnlikeWire::featured),
            rejectsUnknownApis(),
            that(
                            "rejects malformed requests with an error",
                            "wire.truncated-request-refused",
                            "connection.hostile-lengths-refused")
                    .by(request("Heartbeat")
                            .atVersions(1, 3)
                            .onlyRefused()
                            .willReturn(asKafka().withBody(CORRUPT_HEARTBEAT))),
            that(
                            "rejects malformed requests with nothing but an error code",
                            "wire.truncated-request-refused",
                            "connection.hostile-lengths-refused")
                    .by(anyRequest().onlyRefused().willReturn(asKafka().withBody(INVALID_REQUEST))),
            that(
                            "has fewer APIs",
                            "wire.unadvertised-version-refused",
                            "api-versions.*",
                            "fetch.*",
                            "join-group.*",
                            "offset-fetch.*")
                    .configured(broker -> Stream.of("ListGroups", "DescribeGroups", "DeleteGroups", "InitProducerId")
                            .forEach(api -> broker.versions(api, Versions.NONE))),
            that("has no groups", "wire.unadvertised-version-refused", "api-versions.*", "metadata.*", "produce.*")
                    .configured(broker -> GROUP_APIS.forEach(api -> broker.versions(api, Versions.NONE))),
            that(
                            "speaks no old versions",
                            "wire.unadvertised-version-refused",
                            "api-versions.*",
                            "metadata.*",
                            "produce.*",
                            "fetch.*")
                    .configured(broker -> broker.versions("Metadata", new Versions(9, 13))
                            .versions("Produce", new Versions(9, 13))
                            .versions("Fetch", new Versions(12, 18))
                            .versions("JoinGroup", new Versions(6, 9))
                            .versions("CreateTopics", new Versions(5, 7))),
            that(
                            "speaks no new versions",
                            "wire.unadvertised-version-refused",
                            "api-versions.*",
                            "metadata.*",
                            "fetch.*",
                            "delete-topics.*")
                    .configured(broker -> broker.versions("Metadata", new Versions(0, 7))
                            .versions("Produce", new Versions(3, 8))
                            .versions("Fetch", new Versions(4, 11))
                            .versions("JoinGroup", new Versions(0, 3))
                            .versions("OffsetCommit", new Versions(1, 5))
                            .versions("DeleteTopics", new Versions(0, 5))
                            .versions("CreateTopics", new Versions(0, 4))));

    private UnlikeWire() {}

    private static boolean isText(FieldKind kind, String name, boolean nullable) {
        // An empty instance id makes Java's assignors take a member for a static one.
        return kind == FieldKind.STRING && nullable && !name.equals("GroupInstanceId");
    }

    private static List<?> reversed(List<?> list) {
        List<Object> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    private static Message newer(Message response) {
        return response.with(
                "ApiKeys",
                Stream.concat(
                                response.getStructs("ApiKeys").stream().map(UnlikeWire::newerThanKspecKnows),
                                response.getStructs("ApiKeys").stream().limit(1).map(api -> api.with("ApiKey", 10_001)))
                        .toList());
    }

    /** An API whose newest version the mock does not speak stays as it is, since kspec would ask for that version. */
    private static Message newerThanKspecKnows(Message api) {
        int spoken = api.getInt("MaxVersion");
        boolean newest = Catalog.standard()
                .find(api.getInt("ApiKey"))
                .filter(known -> known.versions().highest() == spoken)
                .isPresent();
        return newest ? api.with("MaxVersion", spoken + 30) : api;
    }

    private static Message featured(Message response) {
        return response.has("SupportedFeatures")
                ? response.toBuilder()
                        .add("SupportedFeatures", feature -> feature.set("Name", "kspec.version")
                                .set("MinVersion", 0)
                                .set("MaxVersion", 7))
                        .add("FinalizedFeatures", feature -> feature.set("Name", "kspec.version")
                                .set("MinVersionLevel", 0)
                                .set("MaxVersionLevel", 5))
                        .set("FinalizedFeaturesEpoch", 12L)
                        .build()
                : response;
    }

    /** Answers APIs that it does not know with an error, and closes the connection on whatever else cannot be read. */
    private static UnlikeBroker rejectsUnknownApis() {
        UnlikeBroker broker = that(
                        "rejects unknown APIs with an error",
                        "wire.unknown-api-refused",
                        "wire.unadvertised-version-refused")
                .by(anyRequest().onlyRefused().willReturn(asKafka().withBody(UNSUPPORTED_VERSION)));
        broker = broker.by(
                request("ApiVersions").onlyRefused().willReturn(asKafka().withBody(REFUSED_API_VERSIONS)));
        for (String api :
                Stream.concat(GROUP_APIS.stream(), OTHER_APIS.stream()).toList()) {
            broker = broker.by(request(api).onlyRefused().willReturn(disconnect()));
        }
        return broker;
    }
}
