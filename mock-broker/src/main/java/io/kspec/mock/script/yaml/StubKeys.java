package io.kspec.mock.script.yaml;

import static io.kspec.mock.script.yaml.StubSection.BYTE_CHANGE;
import static io.kspec.mock.script.yaml.StubSection.FILE;
import static io.kspec.mock.script.yaml.StubSection.RECORD_CHANGE;
import static io.kspec.mock.script.yaml.StubSection.REQUEST;
import static io.kspec.mock.script.yaml.StubSection.RESPONSE;
import static io.kspec.mock.script.yaml.StubSection.STUB;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every key of a file of stubs: the list that the reader accepts, that error messages suggest names from, and that the
 * documentation and the JSON Schema are generated from.
 */
public final class StubKeys {
    private static final List<StubKey> OF_FILES =
            List.of(key(FILE, "stubs", StubValueType.STUBS, "The stubs, in the order in which they are added.", "[]"));

    private static final List<StubKey> OF_STUBS = List.of(
            key(
                    STUB,
                    "name",
                    StubValueType.TEXT,
                    "The stub's name in the journal and in reports (default: its request in words).",
                    "the coordinator moves"),
            key(STUB, "request", StubValueType.REQUEST, "Which requests the stub acts on.", "{api: Fetch}"),
            key(STUB, "response", StubValueType.RESPONSE, "What the stub does to them.", "{error: NOT_COORDINATOR}"),
            key(
                    STUB,
                    "scenarioName",
                    StubValueType.TEXT,
                    "The scenario that the stub belongs to: a state that stubs share, \"Started\" at first.",
                    "failover"),
            key(
                    STUB,
                    "requiredScenarioState",
                    StubValueType.TEXT,
                    List.of("scenarioName"),
                    "The only state of the scenario in which the stub acts.",
                    "Started"),
            key(
                    STUB,
                    "newScenarioState",
                    StubValueType.TEXT,
                    List.of("scenarioName"),
                    "The scenario's state once the stub has acted; it counts from the next request on.",
                    "failed over"));

    private static final List<StubKey> OF_REQUESTS = List.of(
            key(REQUEST, "api", StubValueType.API, "Only requests of this API.", "Fetch"),
            key(REQUEST, "versions", StubValueType.VERSIONS, "Only requests at these versions.", "4-12"),
            key(REQUEST, "client", StubValueType.TEXT, "Only requests with this client id.", "payments-1"),
            key(
                    REQUEST,
                    "broker",
                    StubValueType.NATURAL,
                    "Only requests that reach the broker with this node id.",
                    "2"),
            key(
                    REQUEST,
                    "where",
                    StubValueType.VALUES,
                    "Only requests with these values; a topic's name also matches its id, conditions on entries of the same"
                            + " array must hold for the same entry, and an error then concerns only such entries.",
                    "{\"Topics[*].Topic\": orders}"),
            key(
                    REQUEST,
                    "refused",
                    StubValueType.FLAG,
                    "Requests that Kafka refuses, rather than those that it answers: they do not decode, or their version is"
                            + " not advertised.",
                    "true"),
            key(
                    REQUEST,
                    "nth",
                    StubValueType.COUNT,
                    "Only the n-th time that the stub could act, counted from 1.",
                    "2"),
            key(REQUEST, "first", StubValueType.COUNT, "Only the first n times that the stub could act.", "3"),
            key(REQUEST, "from", StubValueType.COUNT, "Only from the n-th time on that the stub could act.", "2"),
            key(REQUEST, "every", StubValueType.COUNT, "Only every n-th time that the stub could act.", "10"),
            key(
                    REQUEST,
                    "chance",
                    StubValueType.PROBABILITY,
                    "The probability with which the stub acts each time that it could.",
                    "0.05"),
            key(
                    REQUEST,
                    "seed",
                    StubValueType.INTEGER,
                    List.of("chance"),
                    "The seed of the chance; the same seed acts on the same requests (default: 0).",
                    "42"));

    private static final List<StubKey> OF_RESPONSES = List.of(
            key(
                    RESPONSE,
                    "error",
                    StubValueType.ERROR,
                    "Refuses the request with this error as Kafka does: nothing is applied, and everything that was asked for"
                            + " is answered with the error.",
                    "NOT_LEADER_OR_FOLLOWER"),
            key(
                    RESPONSE,
                    "errorMessage",
                    StubValueType.TEXT,
                    List.of("error"),
                    "The message next to the error, in the versions that have one (default: none).",
                    "quota exceeded"),
            key(
                    RESPONSE,
                    "applied",
                    StubValueType.FLAG,
                    "Whether the request takes effect (default: true without an error, false with one).",
                    "false"),
            key(
                    RESPONSE,
                    "ask",
                    StubValueType.VALUES,
                    "Handles the request as if the client had sent these values.",
                    "{MaxWaitMs: 0}"),
            key(
                    RESPONSE,
                    "advance",
                    StubValueType.DURATION,
                    "Advances the broker's clock before the request is handled.",
                    "45s"),
            key(
                    RESPONSE,
                    "set",
                    StubValueType.VALUES,
                    "Sets fields of the response; topics may be named where the version has only their ids.",
                    "{ThrottleTimeMs: 500}"),
            key(
                    RESPONSE,
                    "add",
                    StubValueType.ENTRIES,
                    "Appends entries to arrays of the response.",
                    "{Responses: [{}, {}]}"),
            key(
                    RESPONSE,
                    "remove",
                    StubValueType.PATHS,
                    "Removes entries from arrays of the response.",
                    "[\"Responses[0]\"]"),
            key(
                    RESPONSE,
                    "records",
                    StubValueType.RECORD_CHANGES,
                    "Changes record batches in the response.",
                    "[{wrongCrc: \"Responses[*].Partitions[*].Records\"}]"),
            key(
                    RESPONSE,
                    "layout",
                    StubValueType.NATURAL,
                    "Encodes the response in the layout of this version of the API.",
                    "0"),
            key(RESPONSE, "body", StubValueType.HEX, "Sends these bytes instead of the response's body.", "\"0023\""),
            key(
                    RESPONSE,
                    "bytes",
                    StubValueType.BYTE_CHANGES,
                    "Changes the bytes of the response.",
                    "[{omit: ErrorCode}]"),
            key(RESPONSE, "sizeOffBy", StubValueType.INTEGER, "Adds a number to the size before the response.", "-1"),
            key(RESPONSE, "correlationIdOffBy", StubValueType.INTEGER, "Adds a number to the correlation id.", "1"),
            key(RESPONSE, "delay", StubValueType.DURATION, "Delays the response.", "200ms"),
            key(
                    RESPONSE,
                    "ending",
                    StubValueType.ENDING,
                    "Ends the exchange without the response: keeps silent, disconnects, or resets the connection; overtaken"
                            + " sends the response after the next one. With applied: false, the request is lost before the"
                            + " broker sees it; in silence, so is everything that follows on its connection.",
                    "silence"),
            key(
                    RESPONSE,
                    "sendOnly",
                    StubValueType.COUNT,
                    List.of("ending"),
                    "Sends this many bytes of the response, size included, before it ends with disconnect, reset or silence.",
                    "10"),
            key(
                    RESPONSE,
                    "split",
                    StubValueType.COUNT,
                    "Sends the response in pieces of this many bytes, each in a write of its own.",
                    "7"),
            key(RESPONSE, "bytesPerSecond", StubValueType.COUNT, "Sends the response at this rate.", "1000"),
            key(
                    RESPONSE,
                    "stallAt",
                    StubValueType.COUNT,
                    List.of("stallFor"),
                    "Interrupts the response after this many bytes, size included.",
                    "10"),
            key(
                    RESPONSE,
                    "stallFor",
                    StubValueType.DURATION,
                    List.of("stallAt"),
                    "How long the response is interrupted.",
                    "5s"),
            key(
                    RESPONSE,
                    "evenWhereKafkaIsSilent",
                    StubValueType.FLAG,
                    "Responds even when Kafka would not, e.g. to Produce with acks=0.",
                    "true"));

    private static final List<StubKey> OF_BYTE_CHANGES = Stream.concat(
                    Arrays.stream(ByteChange.values()).map(ByteChange::stubKey),
                    Stream.of(
                            key(
                                    BYTE_CHANGE,
                                    "hex",
                                    StubValueType.HEX,
                                    "The bytes to insert or to put in place of others.",
                                    "\"00ff\""),
                            key(
                                    BYTE_CHANGE,
                                    "as",
                                    StubValueType.INTEGER_TYPE,
                                    "The type to encode a whole number as.",
                                    "int16"),
                            key(BYTE_CHANGE, "by", StubValueType.INTEGER, "The number to add.", "-1"),
                            key(
                                    BYTE_CHANGE,
                                    "at",
                                    StubValueType.INTEGER,
                                    "The index of the byte, from 0, or backwards from the end if negative.",
                                    "-1")))
            .toList();

    private static final List<StubKey> OF_RECORD_CHANGES = List.of(
            records("cut", List.of("by"), "Omits the last bytes of a batch, the last one by default."),
            records("reorder", List.of(), "Reverses the order of the batches."),
            records("rebase", List.of("by"), "Adds a number to the base offset of each batch."),
            records("wrongCrc", List.of(), "Makes the CRC of each batch wrong."),
            records("repeat", List.of(), "Sends each batch twice."),
            records(
                    "header",
                    List.of("field", "value"),
                    "Sets a field in the header of each batch; the CRC stays right unless it is the field."),
            key(RECORD_CHANGE, "by", StubValueType.INTEGER, "How many bytes to omit, or the number to add.", "10"),
            key(
                    RECORD_CHANGE,
                    "field",
                    StubValueType.BATCH_FIELD,
                    "The field of the batch's header to set.",
                    "ProducerEpoch"),
            key(RECORD_CHANGE, "value", StubValueType.INTEGER, "The value of the batch's field.", "3"),
            key(
                    RECORD_CHANGE,
                    "batch",
                    StubValueType.INTEGER,
                    "The index of the only batch to change, from 0, or backwards from the end if negative.",
                    "-1"));

    private StubKeys() {}

    /** All keys, section by section. */
    public static List<StubKey> all() {
        return Stream.of(OF_FILES, OF_STUBS, OF_REQUESTS, OF_RESPONSES, OF_BYTE_CHANGES, OF_RECORD_CHANGES)
                .flatMap(List::stream)
                .toList();
    }

    /** The keys of a section, in the order in which they are documented. */
    public static List<StubKey> of(StubSection section) {
        return all().stream().filter(key -> key.section() == section).toList();
    }

    /** The names of the keys of a section. */
    static Set<String> names(StubSection section) {
        return of(section).stream().map(StubKey::name).collect(Collectors.toUnmodifiableSet());
    }

    private static StubKey key(
            StubSection section, String name, StubValueType type, String description, String example) {
        return key(section, name, type, List.of(), description, example);
    }

    private static StubKey key(
            StubSection section,
            String name,
            StubValueType type,
            List<String> needs,
            String description,
            String example) {
        return new StubKey(section, name, type, needs, description, example);
    }

    private static StubKey records(String name, List<String> needs, String description) {
        String example = "\"Responses[*].Partitions[*].Records\"";
        return key(RECORD_CHANGE, name, StubValueType.PATH, needs, description, example);
    }
}
