package io.kspec.inspection.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.kspec.diagnosis.ForeignProtocol;
import io.kspec.inspection.InspectionException;
import io.kspec.inspection.dump.DumpReader;
import io.kspec.inspection.packet.SamplePacket;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bytes are, when nothing is said of them. */
class InspectionTest {
    private static final Question NOTHING = new Question(null, null, null, false, null, null);
    private static final long NOW = 1_700_000_000_000L;

    private static final String OFFSET_FETCH =
            "00090002 0000002a 0005 6b73706563 0002 6731 00000001 0004 6f726473 00000001 00000000";
    private static final Bytes REQUEST = Bytes.fromHex("00000025" + OFFSET_FETCH);
    private static final Bytes NEXT_REQUEST = Bytes.fromHex("00000025" + OFFSET_FETCH.replace("2a", "2b"));
    private static final String FETCHED =
            "0000002a 00000001 0004 6f726473 00000001 00000000 0000000000000007 0000 0000 0000";
    private static final Bytes RESPONSE = Bytes.fromHex("00000024" + FETCHED);
    private static final Bytes NEXT_RESPONSE = Bytes.fromHex("00000024" + FETCHED.replace("2a", "2b"));

    private static Inspection inspect(String hex) {
        return Inspection.of(DumpReader.read(hex, null).dump(), NOTHING);
    }

    private static Inspection inspect(List<Bytes> packets) {
        return Inspection.of(
                DumpReader.read(SamplePacket.pcap(packets).toArray(), null).dump(), NOTHING);
    }

    private static Bytes structure(String name, int version, Consumer<MessageBuilder> fill) {
        MessageBuilder builder = Message.builder(Catalog.standard().data(name, version));
        fill.accept(builder);
        return Bytes.fromHex(String.format("%04x", version)).concat(Codec.encode(builder.build()));
    }

    private static Bytes assignment() {
        return structure(
                "ConsumerProtocolAssignment",
                0,
                body -> body.add("AssignedPartitions", topic -> topic.set("Topic", "orders")
                        .set("Partitions", List.of(0, 1))));
    }

    private static Bytes batch() {
        return RecordBatch.builder()
                .append(NOW, null, Bytes.wrap("hello".getBytes(StandardCharsets.UTF_8)))
                .build()
                .bytes();
    }

    static Stream<Arguments> structures() {
        return Stream.of(
                arguments("ConsumerProtocolAssignment v0", assignment()),
                arguments(
                        "ConsumerProtocolSubscription v3",
                        structure("ConsumerProtocolSubscription", 3, body -> body.set(
                                        "Topics", List.of("orders", "bills"))
                                .set("RackId", "rack-1"))),
                arguments("ConnectProtocolMetadata v1", structure("ConnectProtocolMetadata", 1, body -> body.set(
                                "Url", "http://worker-1:8083/")
                        .set("ConfigOffset", 12L))),
                arguments("ConnectProtocolAssignment v2", structure("ConnectProtocolAssignment", 2, body -> body.set(
                                "Leader", "connect-1")
                        .set("LeaderUrl", "http://worker-1:8083/")
                        .add("Assignment", entry -> entry.set("Connector", "sink")
                                .set("Tasks", List.of(-1, 0))))),
                arguments("OffsetCommitKey v1", structure("OffsetCommitKey", 1, body -> body.set("group", "g1")
                        .set("topic", "orders"))),
                arguments("OffsetCommitValue v3", structure("OffsetCommitValue", 3, body -> body.set("offset", 41L)
                        .set("metadata", "")
                        .set("commitTimestamp", NOW))),
                arguments("GroupMetadataValue v3", structure("GroupMetadataValue", 3, body -> body.set(
                                "protocolType", "consumer")
                        .set("generation", 2)
                        .set("protocol", "range")
                        .set("leader", "m-1")
                        .set("currentStateTimestamp", NOW)
                        .add("members", member -> member.set("memberId", "m-1")
                                .set("clientId", "client")
                                .set("clientHost", "/10.0.0.1")
                                .set("assignment", assignment())))),
                arguments("GroupMetadataKey v2", structure("GroupMetadataKey", 2, body -> body.set("group", "orders"))),
                arguments(
                        "TransactionLogKey v0",
                        structure("TransactionLogKey", 0, body -> body.set("TransactionalId", "payments-7"))),
                arguments(
                        "TransactionLogValue v0", structure("TransactionLogValue", 0, body -> body.set("ProducerId", 4L)
                                .set("TransactionTimeoutMs", 60_000)
                                .set("TransactionStatus", 4)
                                .set("TransactionLastUpdateTimestampMs", NOW)
                                .set("TransactionStartTimestampMs", NOW))),
                arguments("Record batches", batch().concat(batch())),
                arguments(
                        "Message set (magic 0)",
                        Bytes.fromHex("0000000000000002 00000014 79d2e1dc 0000 ffffffff 00000006 68656c6c6f33")),
                arguments(
                        "Schema Registry identity (protocol type sr)",
                        text(
                                "{\"host\":\"sr-1\",\"port\":8081,\"master_eligibility\":true,\"scheme\":\"http\",\"version\":1}")),
                arguments(
                        "Schema Registry assignment (protocol type sr)",
                        text(
                                "{\"error\":0,\"master\":\"sr-1-8081\",\"master_identity\":{\"host\":\"sr-1\",\"port\":8081},\"version\":1}")));
    }

    private static Bytes text(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("structures")
    void aStructureAloneIsRecognized(String title, Bytes bytes) {
        Inspection inspection = inspect(bytes.toHex());

        assertThat(inspection.pieces()).isNotEmpty();
        assertThat(inspection.pieces().get(0).title()).isEqualTo(title);
        assertThat(inspection.isSound()).isTrue();
        assertThat(inspection.readings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("structures")
    void aStructureCanBeNamed(String title, Bytes bytes) {
        String name = title.startsWith("Record") || title.startsWith("Message set")
                ? "Records"
                : title.startsWith("Schema") ? "SchemaRegistryProtocol" : title.substring(0, title.indexOf(' '));

        Inspection inspection =
                Inspection.of(DumpReader.read(bytes.toHex(), null).dump(), Question.about(name));

        assertThat(inspection.pieces().get(0).title()).isEqualTo(title);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ConsumerProtocolSubscription",
                "ConsumerProtocolAssignment",
                "GroupMetadataValue",
                "OffsetCommitValue"
            })
    void aStructureIsRecognizedInAllItsVersions(String name) {
        Versions versions = Catalog.standard().dataVersions(name);

        for (int version = versions.lowest(); version <= versions.highest(); version++) {
            Bytes bytes = structure(name, version, body -> fill(name, body));

            assertThat(inspect(bytes.toHex()).pieces()).extracting(Piece::title).contains(name + " v" + version);
        }
    }

    private static void fill(String name, MessageBuilder body) {
        switch (name) {
            case "ConsumerProtocolSubscription" -> body.set("Topics", List.of("orders"));
            case "ConsumerProtocolAssignment" ->
                body.add("AssignedPartitions", topic -> topic.set("Topic", "orders")
                        .set("Partitions", List.of(0)));
            case "GroupMetadataValue" -> body.set("protocolType", "consumer").set("generation", 2);
            default -> body.set("offset", 41L).set("commitTimestamp", NOW);
        }
    }

    @Test
    void whatIsInsideAStructureIsExpanded() {
        Bytes value = structure("GroupMetadataValue", 3, body -> body.set("protocolType", "consumer")
                .set("currentStateTimestamp", NOW)
                .add("members", member -> member.set("memberId", "m-1").set("assignment", assignment())));

        assertThat(inspect(value.toHex()).pieces().get(0).entries())
                .extracting(LayoutEntry::path)
                .contains("members[0].assignment.AssignedPartitions[0].Topic");
    }

    @Test
    void aStructureThatEndsTooEarlySaysWhatIsMissing() {
        Bytes cut = assignment().slice(0, assignment().size() - 4);

        Inspection inspection =
                Inspection.of(DumpReader.read(cut.toHex(), null).dump(), Question.about("ConsumerProtocolAssignment"));

        assertThat(inspection.isSound()).isFalse();
        assertThat(inspection.pieces().get(0).findings().get(0).text())
                .isEqualTo("UserData: it is missing: expected bytes with an int32 length, the bytes end here");
    }

    /** A version that no release has yet adds a field at the end, which members that do not know it ignore. */
    @ParameterizedTest
    @ValueSource(strings = {"", "00000005"})
    void aNewerVersionOfWhatConsumersWriteIsReadAsFarAsItIsKnown(String added) {
        Bytes newer = Bytes.fromHex(assignment().toHex().replaceFirst("^0000", "0007") + added);
        Message body = Message.builder(Catalog.standard().api("SyncGroup").response(3))
                .set("Assignment", newer)
                .build();

        Piece alone = inspect(newer.toHex()).pieces().get(0);
        Inspection inside = Inspection.of(
                DumpReader.read("00000007" + Codec.encode(body).toHex(), null).dump(),
                new Question(Catalog.standard().api("SyncGroup"), 3, MessageType.RESPONSE, false, null, null));

        assertThat(alone.title()).isEqualTo("ConsumerProtocolAssignment v7");
        assertThat(alone.isSound()).isTrue();
        assertThat(alone.notes().get(0))
                .containsExactly("v7 is newer than v3, the last that kspec knows and reads here");
        assertThat(inside.isSound()).isTrue();
        assertThat(inside.readings().get(0).entries())
                .extracting(LayoutEntry::path)
                .contains("Assignment.AssignedPartitions[0].Topic")
                .filteredOn(path -> path.endsWith("FieldsOfV7"))
                .hasSize(added.isEmpty() ? 0 : 1);
    }

    @Test
    void theTailOfAFrameIsNotBlamedAndTheNextFrameIsFound() {
        Bytes tail = Bytes.fromHex("0000000100000007000000");

        Inspection inspection =
                inspect(tail.concat(REQUEST).concat(NEXT_REQUEST).toHex());

        assertThat(inspection.remarks()).hasSize(1);
        assertThat(inspection.remarks().get(0))
                .startsWith(
                        "The first 11 bytes are the end of a frame that started before; the next frame starts at byte 11");
        assertThat(inspection.readings()).hasSize(2).allMatch(Reading::isSound);
    }

    @Test
    void aSegmentFromTheMiddleOfAStreamIsNotBlamed() {
        Inspection inspection =
                inspect(List.of(SamplePacket.fromBroker(39, Bytes.fromHex("0001ff00000000070000000041"))));

        assertThat(inspection.readings()).isEmpty();
        assertThat(inspection.isSound()).isTrue();
        assertThat(inspection.remarks().get(0)).contains("13 bytes from the middle of a TCP stream");
    }

    @Test
    void aSegmentWithRecordsShowsThemAndSaysWhereTheyAreFrom() {
        Inspection inspection = inspect(List.of(SamplePacket.fromBroker(39, batch())));

        assertThat(inspection.pieces().get(0).title()).isEqualTo("Record batches");
        assertThat(inspection.remarks().get(0)).contains("from the middle of a TCP stream");
    }

    @Test
    void aGapInOneStreamLeavesTheOtherMessages() {
        List<Bytes> packets = new ArrayList<>();
        packets.add(SamplePacket.opening(0));
        packets.add(SamplePacket.fromClient(1, REQUEST));
        packets.add(SamplePacket.fromBroker(1, RESPONSE.slice(0, 10)));
        packets.add(SamplePacket.fromBroker(21, RESPONSE.slice(20).concat(NEXT_RESPONSE)));
        packets.add(SamplePacket.fromClient(42, NEXT_REQUEST));
        packets.add(SamplePacket.fromClient(42, NEXT_REQUEST)); // again

        Inspection inspection = inspect(packets);

        assertThat(inspection.readings())
                .extracting(reading -> reading.subject().type())
                .containsExactly(MessageType.REQUEST, MessageType.REQUEST, MessageType.RESPONSE);
        assertThat(inspection.readings()).allMatch(Reading::isSound);
        assertThat(inspection.remarks().get(0))
                .isEqualTo(
                        "127.0.0.1:9092 to 127.0.0.1:40000: 10 bytes are missing from the capture after the first 10;"
                                + " the frame around them is left out");
    }

    @Test
    void aCaptureThatStartsWithinAFrameIsReadFromTheNext() {
        List<Bytes> packets = List.of(
                SamplePacket.fromClient(500, REQUEST.slice(20).concat(NEXT_REQUEST)),
                SamplePacket.fromBroker(900, RESPONSE.slice(9).concat(NEXT_RESPONSE)));

        Inspection inspection = inspect(packets);

        assertThat(inspection.readings()).hasSize(2).allMatch(Reading::isSound);
        assertThat(inspection.remarks())
                .anyMatch(remark ->
                        remark.contains("the capture starts within a frame; the next one starts after 21 bytes"));
    }

    @Test
    void kafkaOnTlsIsSaidToBeEncrypted() {
        Inspection inspection = inspect(List.of(
                SamplePacket.fromClient(1, Bytes.fromHex("16030100a5010000a1")),
                SamplePacket.fromBroker(1, Bytes.fromHex("1603030040020000"))));

        assertThat(inspection.foreign()).isNotNull();
        assertThat(inspection.remarks().get(0)).contains("TLS, a handshake (ClientHello); what follows is encrypted");
    }

    @Test
    void anotherProtocolIsNamedAndAProxyHeaderLeftOut() {
        ForeignProtocol http =
                inspect("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n").foreign();
        Inspection proxied = inspect("0d0a0d0a000d0a515549540a2111000c0a0000010a0000020fa02384" + REQUEST.toHex());

        assertThat(http).isNotNull();
        assertThat(http.kind()).isEqualTo(ForeignProtocol.Kind.HTTP);
        assertThat(proxied.readings()).hasSize(1).allMatch(Reading::isSound);
        assertThat(proxied.remarks().get(0)).contains("a PROXY protocol header (version 2) of 28 bytes");
    }

    /** Headers that follow each other, and frames that lead nowhere from wherever they are followed. */
    @Test
    @Timeout(60)
    void hostileBytesEndSoon() {
        Bytes headers = text("PROXY UNKNOWN\r\n".repeat(20_000));
        StringBuilder frames = new StringBuilder("00");
        for (int i = 0; i < 20_000; i++) {
            frames.append(String.format("00000004%08x", i));
        }

        assertThat(inspect(headers.toHex()).foreign()).isNotNull();
        assertThat(inspectionFailure(frames.append("ff").toString())).isNotNull();
    }

    /** Null where SaslAuthenticate v0 allows none: the bytes also decode as responses of two rare APIs. */
    @Test
    void aBrokenRequestIsNotRefusedForSomeRareResponse() {
        Inspection inspection = inspect("0024000000000002000462726f64ffffffff");

        assertThat(inspection.readings().get(0).subject().message().toString())
                .isEqualTo("SaslAuthenticate v0 request");
        assertThat(inspection.readings().get(0).assessment().explanation()).isPresent();
    }

    /** The correlation id 7 is a Produce request's key and version, too. */
    @Test
    void aResponseThatStartsLikeARequestOfItsApiIsReadAsAResponse() {
        String produced = "00000007 00000001 0006 6f7264657273 00000001 00000000 0000 0000000000000029";
        Question question = new Question(Catalog.standard().api("Produce"), null, null, false, null, null);

        Inspection whole =
                Inspection.of(DumpReader.read(produced + "00000000", null).dump(), question);
        Inspection narrow = Inspection.of(
                DumpReader.read(produced.replace("0000000000000029", "00000029") + "00000000", null)
                        .dump(),
                question);

        assertThat(whole.readings().get(0).subject().message()).hasToString("Produce v1 response");
        assertThat(whole.isSound()).isTrue();
        assertThat(whole.remarks().get(0)).contains("also start like a request");
        assertThat(narrow.readings().get(0).subject().type()).isEqualTo(MessageType.RESPONSE);
        assertThat(narrow.remarks().get(0)).contains("also start like a request");
    }

    /** ListOffsets v1 with an int32 offset is also a Produce v7 request with four slips, and decodes as Produce v1. */
    @Test
    void severalSlipsAreNoRequestWhereResponsesDecode() {
        String listOffsets = "00000007 00000001 0006 6f7264657273 00000001 00000000 0000 ffffffffffffffff 00000029";

        Inspection inspection = inspect(listOffsets);

        assertThat(inspection.readings().get(0).subject().type()).isEqualTo(MessageType.RESPONSE);
        assertThat(inspection.remarks().get(0)).contains("is likely to be of Produce", "if it is a request, --request");
    }

    /** A Heartbeat v3 response with its size inside is also the start of a Produce v10 request without a client's name. */
    @Test
    void theStartOfARequestIsNoneWhereResponsesFitAsWell() {
        assertThat(inspectionFailure("0000000a000011e9000000000000"))
                .contains("It looks like a response to", "kspec explain --response --api Heartbeat --version 3 ...");
    }

    /** OffsetCommit v4: a throttle time of 0, a count and a name are also the header of a Produce v0 request. */
    @Test
    void aNameBehindAWrongSizeMakesNoRequestOfAResponse() {
        String whole = "000012bd 00000000 00000002 0004 686f7374 00000002 00000008 004a 00000009 001c"
                + "0008 686f73742d363036 00000001 00000007 0000";

        assertThat(inspectionFailure(whole)).contains("--response --api OffsetCommit");
    }

    /** A request and its response in one paste, as two frames: the response is of the request's API. */
    @Test
    void aResponseAfterItsRequestIsReadAsItsAnswer() {
        Inspection inspection =
                inspect(REQUEST.concat(NEXT_REQUEST).concat(RESPONSE).toHex());

        assertThat(inspection.readings())
                .extracting(reading -> reading.subject().message().toString())
                .containsExactly("OffsetFetch v2 request", "OffsetFetch v2 request", "OffsetFetch v2 response");
        assertThat(inspection.isSound()).isTrue();
    }

    /** An index of a log segment, an Avro value behind its schema's id, zeros, and a tuple of numbers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000a 00001000 00000014 00002000 0000001f 00003000",
                "00 0000002a 0c 68656c6c6f21 02 04",
                "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
            })
    void bytesWithoutAnythingTellingAreNoMessage(String hex) {
        assertThatThrownBy(() -> inspect(hex))
                .isInstanceOf(InspectionException.class)
                .hasMessageContaining("expected a request");
    }

    @Test
    void aStructureBehindItsLengthIsRecognized() {
        Inspection inspection = inspect("0000001e" + assignment().toHex().replaceFirst("^0000", "0001"));

        assertThat(inspection.pieces().get(0).title()).isEqualTo("ConsumerProtocolAssignment v1");
        assertThat(inspection.remarks().get(0)).startsWith("The bytes start with their length, an int32");
    }

    /** Without the aborted transactions of v4, the bytes decode as v6 with numbers that cannot be. */
    @Test
    void aValueThatCannotBeSpeaksForASlipInAnotherVersion() {
        Message body = Message.builder(Catalog.standard().api("Fetch").response(4))
                .add("Responses", topic -> topic.set("Topic", "orders").add("Partitions", partition -> partition
                        .set("HighWatermark", 1L)
                        .set("LastStableOffset", 1L)
                        .set("Records", batch())))
                .build();
        String whole = "00000007" + Codec.encode(body).toHex();
        int aborted = whole.length() - 2 * (batch().size() + Integer.BYTES + Integer.BYTES);

        Inspection inspection = inspect(whole.substring(0, aborted) + whole.substring(aborted + 2 * Integer.BYTES));

        assertThat(inspection.remarks()).anySatisfy(remark -> assertThat(remark)
                .contains("cannot be right. They also come of a slip in v4", "AbortedTransactions"));
    }

    @Test
    void aFrameThatIsCutOffIsOfAVersionThatGoesOn() {
        Message body = Message.builder(Catalog.standard().api("Fetch").response(4))
                .add("Responses", topic -> topic.set("Topic", "orders")
                        .add("Partitions", partition -> partition.set("Records", batch())))
                .build();
        Bytes frame = Bytes.fromHex("00000007").concat(Codec.encode(body));
        String cut = String.format("%08x", frame.size())
                + frame.slice(0, frame.size() - 60).toHex();
        Question question =
                new Question(Catalog.standard().api("Fetch"), null, MessageType.RESPONSE, false, null, null);

        Reading reading = Inspection.of(DumpReader.read(cut, null).dump(), question)
                .readings()
                .get(0);

        assertThat(reading.subject().version()).isBetween(4, 11);
        assertThat(reading.subject().isCutOff()).isTrue();
    }

    /** The checksums of young producers: CRC-32 instead of CRC-32C, and CRC-32 without its final inversion. */
    @Test
    void theChecksumOfBareRecordsIsExplained() {
        Bytes batch = batch();
        CRC32 crc = new CRC32();
        crc.update(batch.toArray(), 21, batch.size() - 21);
        String message = "00000000 ffffffff 00000005 68656c6c6f";
        CRC32 old = new CRC32();
        old.update(Bytes.fromHex("0000" + message.substring(9)).toArray());

        assertThat(failureOf(batch.slice(0, 17).toHex()
                        + String.format("%08x", crc.getValue())
                        + batch.slice(21).toHex()))
                .endsWith(": it is a CRC-32, not a CRC-32C, over the bytes from Attributes (byte 21) on");
        assertThat(failureOf("0000000000000002 00000013" + String.format("%08x", ~(int) old.getValue()) + "0000"
                        + message.substring(9)))
                .endsWith(", which lacks the final inversion of its bits");
    }

    @Test
    void aWrongChecksumIsToldOnce() {
        Bytes broken = batch().slice(0, 17).concat(Bytes.fromHex("00000001")).concat(batch().slice(21));
        Message body = Message.builder(Catalog.standard().api("Fetch").response(11))
                .add("Responses", topic -> topic.set("Topic", "orders")
                        .add("Partitions", partition -> partition.set("Records", broken)))
                .build();
        Question question = new Question(Catalog.standard().api("Fetch"), 11, MessageType.RESPONSE, false, null, null);

        Reading reading = Inspection.of(
                        DumpReader.read("00000005" + Codec.encode(body).toHex(), null)
                                .dump(),
                        question)
                .readings()
                .get(0);

        assertThat(reading.findings())
                .extracting(Finding::text)
                .filteredOn(text -> text.contains("Crc"))
                .hasSize(1);
        assertThat(reading.isSound()).isFalse();
    }

    private static String failureOf(String hex) {
        return inspect(hex).pieces().get(0).failures().get(0).found();
    }

    @Test
    void aRequestOfAVersionThatNoReleaseHasIsSaidToBeOne() {
        String metadata = "0003 0063 00000007 0004 6b636174 00 01 00";
        String expected = "The bytes start as a request of Metadata (3) v99, which no release has:"
                + " expected a version within 0-13";
        Question question = new Question(Catalog.standard().api("Metadata"), null, null, false, null, null);

        assertThat(inspectionFailure(metadata)).isEqualTo(expected);
        assertThat(inspectionFailure("00000011" + metadata)).isEqualTo(expected);
        assertThatThrownBy(() -> Inspection.of(DumpReader.read(metadata, null).dump(), question))
                .hasMessage(expected);
    }

    /** A count that cannot be, where the response is whole up to there. */
    @Test
    void aBrokenResponseIsReadAsWhatDescribesItBest() {
        String metadata = "00000007 00000001 00000001 0008 62726f6b65722d31 00002384 00000001 00000001 0000 0006"
                + "6f7264657273 00000001 0000 00000000 00000001 00000001 00000001 00000001 00000001";

        Inspection inspection = inspect(metadata);

        assertThat(inspection.readings().get(0).subject().api().name()).isEqualTo("Metadata");
        assertThat(inspection.remarks().get(0)).contains("is likely to be of Metadata (certainty 0.99)");
    }

    @Test
    void aResponseThatIsAsLikelyOfSeveralApisIsNotReadAsOneOfThem() {
        String heartbeat = "00000007 001b";

        assertThat(inspectionFailure(heartbeat))
                .contains(
                        "kspec explain --response --api Heartbeat --version 0 ...", "--api LeaveGroup --version 0 ...");
    }

    private static String inspectionFailure(String hex) {
        try {
            return String.join(" ", inspect(hex).remarks());
        } catch (InspectionException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void withoutAVersionTheLikeliestSlipOfAllVersionsIsTold() {
        Bytes narrow = Bytes.fromHex(FETCHED.replace("0000000000000007", "0007"));
        Question question =
                new Question(Catalog.standard().api("OffsetFetch"), null, MessageType.RESPONSE, false, null, null);

        Reading reading = Inspection.of(DumpReader.read(narrow.toHex(), null).dump(), question)
                .readings()
                .get(0);

        assertThat(reading.assessment().explanation()).isPresent();
        assertThat(reading.assessment().explanation().get().sentence()).contains("CommittedOffset is written as int16");
        assertThat(reading.subject().doubt()).isNotNull();
    }

    /** SyncGroup v3 with an int16 length decodes as v4, with an assignment that is one byte short. */
    @Test
    void anAssignmentThatIsOneByteShortSpeaksForAnotherVersion() {
        String hex = "00000007000000000000001a00000000000100066f7264657273000000010000000000000000";
        Question question =
                new Question(Catalog.standard().api("SyncGroup"), null, MessageType.RESPONSE, false, null, null);

        Inspection inspection = Inspection.of(DumpReader.read(hex, null).dump(), question);

        assertThat(inspection.remarks()).hasSize(1);
        assertThat(inspection.remarks().get(0))
                .startsWith("The bytes decode as v4, but its Assignment does not decode as what consumers write."
                        + " They also come of a slip in v")
                .doesNotContain("layout of v4");
    }

    @Test
    void aPartitionAnsweredTwiceAndAFirstBatchCutOffAreRemarkedOn() {
        Message body = Message.builder(Catalog.standard().api("Fetch").response(11))
                .add("Responses", topic -> topic.set("Topic", "orders")
                        .add("Partitions", partition -> partition.set("Records", batch().slice(0, 70))))
                .add("Responses", topic -> topic.set("Topic", "orders")
                        .add("Partitions", partition -> partition.set("Records", batch())))
                .build();
        Bytes frame = Bytes.fromHex("00000005").concat(Codec.encode(body));
        Question question = new Question(Catalog.standard().api("Fetch"), 11, MessageType.RESPONSE, false, null, null);

        Reading reading = Inspection.of(DumpReader.read(frame.toHex(), null).dump(), question)
                .readings()
                .get(0);

        assertThat(reading.remarks()).hasSize(2);
        assertThat(reading.remarks().get(0)).contains("the first batch is cut off; from v3 on Kafka sends");
        assertThat(reading.remarks().get(1))
                .isEqualTo("Responses[1].Partitions[0]: partition 0 of orders is answered again, after"
                        + " Responses[0].Partitions[0]; Kafka answers each partition once");
    }

    /** Random bytes and text are given no slip that is told with certainty. */
    @Test
    void foreignBytesAreBlamedForNothingWithCertainty() {
        Random random = new Random(20_261_129);
        int certain = 0;
        int samples = 60;
        for (int i = 0; i < samples; i++) {
            byte[] bytes = new byte[8 + random.nextInt(100)];
            random.nextBytes(bytes);
            try {
                certain += (int) inspect(Bytes.wrap(bytes).toHex()).readings().stream()
                        .flatMap(reading -> reading.assessment().explanation().stream())
                        .filter(explanation -> explanation.certainty() >= 0.9)
                        .count();
            } catch (InspectionException refused) {
                assertThat(refused.getMessage()).contains("expected");
            }
        }
        System.out.println("random bytes without options: a slip told at 0.9 of " + certain + " in " + samples);
        assertThat(certain).isLessThanOrEqualTo(samples / 20);
    }
}
