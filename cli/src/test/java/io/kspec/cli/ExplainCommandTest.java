package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.inspection.packet.SamplePacket;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {
    /** OffsetFetch v2 of group g1, topic ords, partition 0. */
    private static final String REQUEST =
            "00090002 0000002a 0005 6b73706563 0002 6731 00000001 0004 6f726473 00000001 00000000";
    /** Its response: offset 7, no metadata, no errors. */
    private static final String RESPONSE =
            "0000002a 00000001 0004 6f726473 00000001 00000000 0000000000000007 0000 0000 0000";

    @Test
    void aRequestNamesItsApiAndVersion() {
        CommandRun run = CommandRun.of("explain", REQUEST);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("OffsetFetch (9) v2 request, 37 bytes\n")
                .contains("  17  67 31                    GroupId = \"g1\"\n")
                .contains("  33  00 00 00 00                PartitionIndexes[0] = 0\n")
                .endsWith("OK: all 37 bytes decoded.\n");
    }

    @Test
    void theSizeBeforeAFrameIsDetected() {
        CommandRun run = CommandRun.of("explain", "00000025" + REQUEST);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("  -4  00 00 00 25              Size = 37\n");
    }

    @Test
    void aWrongFrameSizeIsAFailure() {
        CommandRun run = CommandRun.of("explain", "00000026" + REQUEST);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("size before the frame: expected 37, found 38");
    }

    @Test
    void consecutiveFramesAreAllExplained() {
        CommandRun run = CommandRun.of("explain", "00000025" + REQUEST + "00000025" + REQUEST);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsPattern("(?s)OffsetFetch \\(9\\) v2 request.*\n\nOffsetFetch \\(9\\) v2 request");
    }

    @Test
    void aResponseNeedsItsApi() {
        CommandRun run = CommandRun.of("explain", "--response", RESPONSE);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--response needs --api");
    }

    @Test
    void theApiMayBeNamedByKeyOrInAnyCase() {
        for (String api : List.of("9", "OffsetFetch", "offsetfetch")) {
            CommandRun run = CommandRun.of("explain", "--response", "--api", api, "--version", "2", RESPONSE);

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("CommittedOffset = 7");
        }
    }

    @Test
    void aResponseWithoutAVersionIsTriedAtEach() {
        CommandRun run = CommandRun.of("explain", "--api", "OffsetFetch", "--response", RESPONSE);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("OffsetFetch (9) v2 response, 36 bytes\n");
    }

    @Test
    void aVersionThatNoReleaseHasIsAUsageError() {
        CommandRun run = CommandRun.of("explain", "--api", "OffsetFetch", "--version", "99", "--response", RESPONSE);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).containsPattern("OffsetFetch \\(9\\): expected a version within 0-\\d+, found 99");
    }

    @Test
    void theSlipIsMarkedRatherThanWhereDecodingStops() {
        String narrow = RESPONSE.replace("0000000000000007", "0007");

        CommandRun run = CommandRun.of("explain", "--response", "--api", "9", "--version", "2", narrow);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("! Topics[0].Partitions[0].CommittedOffset: ")
                .contains("  22 >00 07<00 00 00 00 00 00 ")
                .contains("| decoding stops here: Topics[0].Partitions[0].Metadata")
                .contains("Likeliest slip (certainty 0.")
                .contains("Sarama: ")
                .doesNotContainPattern("\\bOK\\b");
    }

    @Test
    void anImplausibleValueIsMarked() {
        ApiSpec metadata = Catalog.standard().api("Metadata");
        Message body = Message.builder(metadata.response(1))
                .add("Brokers", broker -> broker.set("NodeId", 1)
                        .set("Host", "localhost")
                        .set("Port", 9092))
                .set("ControllerId", 1)
                .add("Topics", topic -> topic.set("Name", "orders").add("Partitions", partition -> partition
                        .set("LeaderId", 7)
                        .set("ReplicaNodes", List.of(7))
                        .set("IsrNodes", List.of(7))))
                .build();
        String frame = Frames.encodeResponse(metadata, 1, 1, body).toHex();

        CommandRun run = CommandRun.of("explain", "--response", "--api", "Metadata", "--version", "1", frame);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("! Topics[0].Partitions[0].LeaderId: ").contains(">00 00 00 07<");
    }

    @Test
    void aResponseThatIsCutOffShowsWhatIsLeft() {
        String cut = "00000024 0000002a 00000001 0004 6f726473 00000001 00000000 0007";

        CommandRun run = CommandRun.of("explain", "--response", "--api", "9", "--version", "2", cut);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("  22 >00<07                        not decoded: 2 bytes\n")
                .contains(
                        "OffsetFetch v2 response, Topics[0].Partitions[0].CommittedOffset at byte 22:\nexpected int64, 2")
                .contains("OffsetFetch v2 response: its end is missing, 24 of 36 bytes follow the size")
                .doesNotContain("Likeliest");
    }

    /** The first line of a dump of a flexible request, which ends before its client's name does, with it, or after a field. */
    @ParameterizedTest
    @ValueSource(strings = {"72646b61", "72646b61666b61", "72646b61666b61 00", "72646b61666b61 00 0967726f7570"})
    void aRequestThatIsCutOffIsRecognized(String rest) {
        CommandRun run = CommandRun.of("explain", "0000007f 000b 0007 00000001 0007" + rest);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("JoinGroup (11) v7 request, ")
                .contains("JoinGroup v7 request: its end is missing, ")
                .contains(" of 127 bytes follow the size")
                .doesNotContain("Likeliest");
    }

    @Test
    void onATerminalTheFailureIsColoured() {
        CommandRun run = CommandRun.coloured("explain", "--response", "--api", "9", "--version", "2", "0000002a 00");

        assertThat(run.out()).contains("\u001b[31;1m");
        assertThat(CommandRun.of("explain", REQUEST).out()).doesNotContain("\u001b");
    }

    @Test
    void noLineIsWiderThanEightyColumns() {
        CommandRun run =
                CommandRun.of("explain", fetchResponse(CompressionType.NONE, "a value that goes on ".repeat(20)));

        assertThat(CommandRun.of("explain", REQUEST).outLines()).allSatisfy(ExplainCommandTest::fits);
        assertThat(run.outLines()).allSatisfy(ExplainCommandTest::fits);
    }

    private static void fits(String line) {
        assertThat(line).hasSizeLessThanOrEqualTo(80);
    }

    @Test
    void recordsAreExpanded() {
        CommandRun run = fetch(fetchResponse(CompressionType.NONE, "hello"));

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).contains("Batches[0]").contains("BaseOffset = 0").contains("Value = \"hello\"");
    }

    @Test
    void compressedRecordsAreListed() {
        CommandRun run = fetch(fetchResponse(CompressionType.GZIP, "hello"));

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).contains("1 record, gzip:").contains("offset 0: key \"k\", value \"hello\"");
    }

    @Test
    void aWrongChecksumIsAFailureOfTheBatch() {
        String sound = fetchResponse(CompressionType.NONE, "hello");
        String corrupt = sound.replace("68656c6c6f", "68656c6c70");

        CommandRun run = fetch(corrupt);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).containsOnlyOnce("Records.Batches[0].Crc:").contains("the CRC-32C is 0x");
    }

    /** What the CRC-32 of zlib is before its last step, where CRC-32C belongs: sentences are wrapped at the terminal's width. */
    @Test
    void aChecksumOfZlibWithoutItsFinalInversionIsTold() {
        byte[] frame = HexFormat.of().parseHex(fetchResponse(CompressionType.NONE, "hello"));
        int batch = frame.length - 74; // the only batch is the end of the response
        CRC32 crc = new CRC32();
        crc.update(frame, batch + 21, frame.length - batch - 21);
        ByteBuffer.wrap(frame).putInt(batch + 17, ~(int) crc.getValue());

        CommandRun run = fetch(HexFormat.of().formatHex(frame));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().replaceAll("\\s+!? ?", " "))
                .contains("it is a CRC-32, not a CRC-32C, without the final inversion of its bits");
        assertThat(run.outLines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void theSubscriptionOfAConsumerIsExpanded() {
        CommandRun run = CommandRun.of("explain", joinGroup("consumer"));

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).contains("Topics[0] = \"orders\"");
    }

    @Test
    void theMetadataOfAnotherProtocolTypeStaysBytes() {
        CommandRun run = CommandRun.of("explain", joinGroup("connect"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).doesNotContain("Topics[0]").contains("ProtocolType = \"connect\"");
    }

    @Test
    void jsonHoldsFieldsAndFailures() throws IOException {
        CommandRun run =
                CommandRun.of("explain", "--json", "--response", "--api", "9", "--version", "2", "0000002a 0000");

        JsonNode frame = new ObjectMapper().readTree(run.out()).at("/frames/0");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(frame.at("/message").asText()).isEqualTo("OffsetFetch v2 response");
        assertThat(frame.at("/sound").asBoolean()).isFalse();
        assertThat(frame.at("/failures/0/path").asText()).isEqualTo("Topics");
        assertThat(frame.at("/failures/0/offset").asInt()).isEqualTo(4);
        assertThat(frame.has("slip")).isTrue();
        assertThat(frame.at("/fields").findValuesAsText("hex")).contains("0000002a");
    }

    /** The length of SyncGroup's assignment as an int16: the same bytes come of a missing error code. */
    @Test
    void jsonHoldsRivalsStructuresAndWhatWasRead() throws IOException {
        String syncGroup = "00000007000000000000001a00000000000100066f7264657273000000010000000000000000";
        String assignment = "<<0,0,0,0,0,1,0,6,\"orders\",0,0,0,1,0,0,0,0,255,255,255,255>>";

        JsonNode message = new ObjectMapper()
                .readTree(CommandRun.of("explain", "--json", "--response", "-a", "SyncGroup", "-v", "3", syncGroup)
                        .out());
        JsonNode structure = new ObjectMapper()
                .readTree(CommandRun.of("explain", "--json", assignment).out());
        JsonNode foreign = new ObjectMapper()
                .readTree(CommandRun.of("explain", "--json", "15030300020246").out());

        assertThat(message.at("/frames/0/rivals")).hasSize(1);
        assertThat(message.at("/frames/0/slip/certainty").asDouble()).isLessThan(0.7);
        assertThat(structure.at("/input/form").asText()).isEqualTo("erlang");
        assertThat(structure.at("/structures/0/structure").asText()).isEqualTo("ConsumerProtocolAssignment v0");
        assertThat(foreign.at("/foreign/protocol").asText()).isEqualTo("tls");
    }

    @Test
    void theFormCanBeForced() {
        CommandRun run = CommandRun.of(
                "explain", "--from", "base64", "AAAAJAASAAMAAAABAAdyZGthZmthAAtsaWJyZGthZmthBjIuMy4wAA==");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("Read as base64, 40 bytes.\n");
        assertUsage(CommandRun.of("explain", "--from", "base65", "00"), "expected one of pcap, pcapng, raw");
    }

    @Test
    void jsonHoldsTheMessageAsATree() throws IOException {
        CommandRun run = CommandRun.of("explain", "--json", REQUEST);

        JsonNode frame = new ObjectMapper().readTree(run.out()).at("/frames/0");
        assertThat(frame.at("/body/GroupId").asText()).isEqualTo("g1");
        assertThat(frame.at("/header/CorrelationId").asInt()).isEqualTo(42);
    }

    @Test
    void aFileMayHoldBytesOrADump(@TempDir Path folder) throws IOException {
        Path raw = Files.write(folder.resolve("frame"), Bytes.fromHex(REQUEST).toArray());
        Path hex = Files.writeString(folder.resolve("frame.hex"), REQUEST);

        String expected = CommandRun.of("explain", REQUEST).out();
        assertThat(CommandRun.of("explain", raw.toString()).out()).isEqualTo(expected);
        assertThat(CommandRun.of("explain", hex.toString()).out()).isEqualTo(expected);
        assertThat(CommandRun.withInput(REQUEST, "explain").out()).isEqualTo(expected);
        assertThat(CommandRun.withInput(REQUEST, "explain", "-").out()).isEqualTo(expected);
    }

    @Test
    void aBodyMayComeWithoutItsHeader() {
        MessageSpec spec = Catalog.standard().api("Heartbeat").response(1);
        String body =
                Codec.encode(Message.builder(spec).set("ErrorCode", 27).build()).toHex();

        CommandRun run = CommandRun.of("explain", "--body", "--response", "--api", "Heartbeat", "--version", "1", body);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("ErrorCode = 27 REBALANCE_IN_PROGRESS");
    }

    @Test
    void anInvalidDumpIsAUsageErrorWithItsPlace() {
        assertUsage(CommandRun.of("explain", "00zz"), "line 1, column 3: expected a hexadecimal digit, found \"z\"");
        assertUsage(CommandRun.of("explain", "000"), "expected two digits per byte");
        assertUsage(CommandRun.of("explain", ""), "expected bytes in hexadecimal, found nothing");
        assertUsage(CommandRun.of("explain", "missing.hex"), "found no file missing.hex");
        assertUsage(CommandRun.of("explain", "ffffffffffffffffff"), "found API key -1 version -1");
        assertUsage(CommandRun.of("explain", "--api", "Dance", "00"), "found Dance");
    }

    private static void assertUsage(CommandRun run, String message) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void theTargetCannotControlTheTerminal() {
        String hostile = REQUEST.replace("0002 6731", "0005 1b5b324a07");

        CommandRun run = CommandRun.of("explain", hostile);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("GroupId = \"\\u{1b}[2J\\u{7}\"").doesNotContain("\u001b");
    }

    @Test
    void inPacketsEachResponseFollowsItsRequest() {
        Bytes request = Bytes.fromHex("00000025" + REQUEST);
        Bytes response = Bytes.fromHex("00000024" + RESPONSE);
        List<Bytes> packets = List.of(
                SamplePacket.fromClient(1, request.slice(0, 20)),
                SamplePacket.fromClient(21, request.slice(20)),
                SamplePacket.fromBroker(1, response));

        CommandRun file = CommandRun.withInput(SamplePacket.pcap(packets).toArray(), "explain");
        CommandRun text = CommandRun.withInput(tcpdump(packets), "explain");

        assertThat(file.exitCode()).as(file.out() + file.err()).isZero();
        assertThat(file.out())
                .containsSubsequence(
                        "OffsetFetch (9) v2 request", "OffsetFetch (9) v2 response", "CommittedOffset = 7");
        assertThat(file.out()).startsWith("Read as packets of a pcap file, 3 packets.\n\n");
        assertThat(text.out()).startsWith("Read as a hex dump with offsets, 3 packets.\n\n");
        assertThat(explanation(text)).isEqualTo(explanation(file));
    }

    /** What follows the sentence on what was read. */
    private static String explanation(CommandRun run) {
        return run.out().substring(run.out().indexOf("\n\n"));
    }

    /** As {@code tcpdump -x} prints packets. */
    private static String tcpdump(List<Bytes> packets) {
        StringBuilder text = new StringBuilder();
        for (Bytes packet : packets) {
            text.append("12:00:00.000000 IP 127.0.0.1.40000 > 127.0.0.1.9092: Flags [P.], length 1\n");
            for (int at = 0; at < packet.size(); at += 16) {
                String hex = packet.slice(at, Math.min(at + 16, packet.size())).toHex();
                text.append(String.format("\t0x%04x:  %s%n", at, hex.replaceAll("(.{4})(?=.)", "$1 ")));
            }
        }
        return text.toString();
    }

    /** A conversation of kcat and the mock broker captured by tshark: kcat produces a record and reads it back. */
    @Test
    void capturesOfTsharkAreRead() throws IOException {
        byte[] capture;
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream("kcat.pcapng"))) {
            capture = file.readAllBytes();
        }

        CommandRun run = CommandRun.withInput(capture, "explain");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "Produce (0) v7 request", "Value = \"hello\"", "Produce (0) v7 response", "BaseOffset = 0")
                .containsSubsequence("Fetch (1) v11 request", "Fetch (1) v11 response", "Value = \"hello\"");
    }

    @Test
    void packetsOfAnotherKindOfLinkAreRefused() {
        byte[] file = SamplePacket.pcap(List.of(Bytes.fromHex("00"))).toArray();
        file[20] = (byte) 189;

        CommandRun run = CommandRun.withInput(file, "explain");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("the pcap file at byte 20: expected packets of one of")
                .contains("link type 189");
    }

    /** A number before a response that does not decode is its correlation id, unless it can be a size. */
    @Test
    void aCorrelationIdIsNotTakenForASize() {
        String throttleTimeLast = "00000007 0000 00000001 0005 72616e6765 0002 6d31 0002 6d31 00000000 00000000";

        CommandRun run = CommandRun.of("explain", "--response", "-a", "JoinGroup", "-v", "2", throttleTimeLast);

        assertThat(run.out())
                .startsWith("JoinGroup (11) v2 response, 33 bytes\n")
                .contains("CorrelationId = 7")
                .contains("ThrottleTimeMs (int32) is after Members");
    }

    @Test
    void aDoubledCorrelationIdIsNotTakenForASize() {
        CommandRun run = CommandRun.of("explain", "--response", "-a", "Heartbeat", "-v", "0", "00000007 00000007 0000");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("the correlation id (7) is repeated before ErrorCode");
    }

    @Test
    void aResponseThatOnlyOneApiHasIsGuessed() {
        ApiSpec metadata = Catalog.standard().api("Metadata");
        Message body = Message.builder(metadata.response(2))
                .add("Brokers", broker -> broker.set("NodeId", 1)
                        .set("Host", "localhost")
                        .set("Port", 9092))
                .set("ControllerId", 1)
                .build();

        CommandRun run = CommandRun.of(
                "explain", Frames.encodeResponse(metadata, 2, 1, body).toHex());

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("\nMetadata (3) v2 response, ");
    }

    @Test
    void anAmbiguousResponseNeedsItsApi() {
        CommandRun run = CommandRun.of("explain", "00000007 00000000 0019");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("give its API", "It looks like a response to ", "--response --api Heartbeat --version ");
    }

    /** Its bytes also decode as responses of three rarer APIs. */
    @Test
    void aResponseOfAnUnknownApiIsReadAsTheLikeliest() {
        CommandRun run = CommandRun.of("explain", RESPONSE);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("likely to be of OffsetFetch", "\nOffsetFetch (9) v2 response, 36 bytes\n");
    }

    @Test
    void aRequestThatDoesNotDecodeMayBeAResponse() {
        CommandRun run = CommandRun.of("explain", "00090002 0000002a 0005 6b73");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("OffsetFetch (9) v2 request")
                .endsWith(
                        "Read as a request, because it starts like one; for a response, give --response\nand --api.\n");
    }

    @Test
    void packetsPrintedByTsharkAreRead() {
        List<Bytes> packets = List.of(
                SamplePacket.onEthernet(SamplePacket.fromClient(1, Bytes.fromHex("00000025" + REQUEST))),
                SamplePacket.onEthernet(SamplePacket.fromBroker(1, Bytes.fromHex("00000024" + RESPONSE))));

        CommandRun both = CommandRun.withInput(tshark(packets), "explain");
        CommandRun one = CommandRun.withInput(tshark(packets.subList(0, 1)), "explain");
        CommandRun stream = CommandRun.of("explain", packets.get(0).toHex());

        assertThat(both.exitCode()).as(both.out() + both.err()).isZero();
        assertThat(both.out()).containsSubsequence("OffsetFetch (9) v2 request", "OffsetFetch (9) v2 response");
        assertThat(one.out())
                .startsWith("Read as a hex dump with offsets, 95 bytes.\n\nOffsetFetch (9) v2 request, 37 bytes\n");
        assertThat(one.out()).endsWith(stream.out());
    }

    /** As {@code tshark -x} prints packets, and Wireshark copies one as a hex dump. */
    private static String tshark(List<Bytes> packets) {
        StringBuilder text = new StringBuilder();
        for (Bytes packet : packets) {
            for (int at = 0; at < packet.size(); at += 16) {
                String hex = packet.slice(at, Math.min(at + 16, packet.size())).toHex();
                text.append(String.format("%04x  %-47s   ....%n", at, hex.replaceAll("(..)(?=.)", "$1 ")));
            }
            text.append('\n');
        }
        return text.toString();
    }

    @Test
    void theExpectedCorrelationIdIsAnOption() {
        CommandRun run =
                CommandRun.of("explain", "--response", "-a", "9", "-v", "2", "--correlation-id", "43", RESPONSE);

        assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
        assertThat(run.out()).contains(">00 00 00 2a<");
    }

    @Test
    void inPacketsAResponseWithAWrongCorrelationIdIsPairedAnyway() {
        Bytes wrong = Bytes.fromHex("00000024" + RESPONSE.replace("0000002a", "0000002b"));
        List<Bytes> packets = List.of(
                SamplePacket.fromClient(1, Bytes.fromHex("00000025" + REQUEST)), SamplePacket.fromBroker(1, wrong));

        CommandRun run = CommandRun.withInput(SamplePacket.pcap(packets).toArray(), "explain");

        assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
        assertThat(run.out()).contains("OffsetFetch (9) v2 response").contains(">00 00 00 2b<");
    }

    @Test
    void anApiThatNoPacketHasIsAUsageError() {
        List<Bytes> packets = List.of(
                SamplePacket.fromClient(1, Bytes.fromHex("00000025" + REQUEST)),
                SamplePacket.fromBroker(1, Bytes.fromHex("00000024" + RESPONSE)));

        CommandRun run = CommandRun.withInput(SamplePacket.pcap(packets).toArray(), "explain", "--api", "Heartbeat");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("expected messages of Heartbeat (12), found none among 2 messages");
    }

    @Test
    void endlessInputIsRefused() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return length;
            }
        };

        CommandRun run = CommandRun.withInput(endless, "explain");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("standard input: expected at most 134217728 bytes, found more");
    }

    @Test
    void aDamagedPcapFileIsAUsageErrorWithItsPlace() {
        Bytes file = SamplePacket.pcap(List.of(SamplePacket.fromClient(1, Bytes.fromHex("00"))));

        CommandRun run = CommandRun.withInput(file.slice(0, file.size() - 1).toArray(), "explain");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("the pcap file at byte 24: expected a packet of at most 40 bytes, found 41");
    }

    private static CommandRun fetch(String response) {
        return CommandRun.of("explain", "--response", "--api", "Fetch", "--version", "11", response);
    }

    private static String fetchResponse(CompressionType compression, String value) {
        Bytes records = RecordBatch.builder()
                .compression(compression)
                .append(new Record(0, 1_700_000_000_000L, text("k"), text(value)))
                .build()
                .bytes();
        ApiSpec fetch = Catalog.standard().api("Fetch");
        Message body = Message.builder(fetch.response(11))
                .add("Responses", topic -> topic.set("Topic", "orders")
                        .add("Partitions", partition -> partition.set("Records", records)))
                .build();
        return Frames.encodeResponse(fetch, 11, 1, body).toHex();
    }

    private static String joinGroup(String protocolType) {
        Message subscription = Message.builder(Catalog.standard().data("ConsumerProtocolSubscription", 0))
                .set("Topics", List.of("orders"))
                .build();
        Bytes metadata = Bytes.fromHex("0000").concat(Codec.encode(subscription));
        ApiSpec joinGroup = Catalog.standard().api("JoinGroup");
        Message body = Message.builder(joinGroup.request(5))
                .set("GroupId", "g1")
                .set("ProtocolType", protocolType)
                .add("Protocols", protocol -> protocol.set("Name", "range").set("Metadata", metadata))
                .build();
        return Frames.encodeRequest(joinGroup, 5, 1, "kspec", body).toHex();
    }

    private static Bytes text(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }
}
