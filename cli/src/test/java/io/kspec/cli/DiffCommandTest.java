package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.inspection.packet.SamplePacket;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    /** OffsetFetch v2 of topic ords, partition 0: offset 7, no metadata, no errors. */
    private static final String SEVEN =
            "0000002a 00000001 0004 6f726473 00000001 00000000 0000000000000007 0000 0000 0000";

    private static final String NINE = SEVEN.replace("0000000000000007", "0000000000000009");
    /** The committed offset as two bytes. */
    private static final String NARROW = SEVEN.replace("0000000000000007", "0007");

    private static CommandRun diff(String... args) {
        List<String> all = new ArrayList<>(List.of("diff", "--response", "--api", "OffsetFetch"));
        all.addAll(List.of(args));
        return CommandRun.of(all.toArray(String[]::new));
    }

    @Test
    void identicalBytesAreEqual() {
        CommandRun run = diff("--version", "2", SEVEN, SEVEN);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("OffsetFetch (9) v2 response, 36 and 36 bytes: equal, 9 fields\n");
    }

    @Test
    void aDifferentFieldIsShownSideBySideWithOffsetsAndBytes() {
        CommandRun run = diff("--version", "2", SEVEN, NINE);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo(
                        """
                        OffsetFetch (9) v2 response, 36 and 36 bytes

                        = 5 equal fields
                        Topics[0].Partitions[0].CommittedOffset (Name "ords", PartitionIndex 0)
                        A    22  00 00 00 00 00 00 00>07<       B    22  00 00 00 00 00 00 00>09<
                                 7                                       9
                        = 3 equal fields

                        Different: 1 differs, 8 equal.
                        """);
    }

    @Test
    void equalFieldsAreShownOnRequest() {
        CommandRun run = diff("--version", "2", "--all", SEVEN, NINE);

        assertThat(run.out())
                .contains("= Topics[0].Name = \"ords\"  (8)\n")
                .contains("= ErrorCode = 0 NONE  (34)\n")
                .doesNotContain("equal fields\n");
    }

    @Test
    void onATerminalDifferentBytesAreColoured() {
        CommandRun run =
                CommandRun.coloured("diff", "--response", "--api", "OffsetFetch", "--version", "2", SEVEN, NINE);

        assertThat(run.out()).contains("\u001b[31;1m07\u001b[0m").contains("\u001b[31;1m09\u001b[0m");
    }

    @Test
    void entriesWithTheSameKeyBelongTogether() {
        CommandRun run = diff(
                "--version",
                "2",
                offsets(2, topic("orders", 1), topic("payments", 2)),
                offsets(2, topic("invoices", 3), topic("payments", 2)));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("Topics[0] (Name \"orders\"): only in A; B has no such entry")
                .contains("Topics[0] (Name \"invoices\"): only in B; A has no such entry")
                .contains("Different: 6 only in A, 6 only in B, 9 equal.");
    }

    @Test
    void aDifferentOrderIsADifferenceOfItsOwn() {
        CommandRun run = diff(
                "--version",
                "2",
                offsets(2, topic("orders", 1), topic("payments", 2)),
                offsets(2, topic("payments", 2), topic("orders", 1)));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("Topics: same entries in a different order")
                .contains("Different: 1 in a different order, 15 equal.");
    }

    /** Member ids are random. */
    @Test
    void withoutCommonKeysEntriesArePairedByIndex() {
        String a = response("JoinGroup", 0, body -> body.add("Members", member -> member.set("MemberId", "m-1234")));
        String b = response("JoinGroup", 0, body -> body.add("Members", member -> member.set("MemberId", "m-5678")));

        CommandRun run = CommandRun.of("diff", "--response", "--api", "JoinGroup", "--version", "0", a, b);

        assertThat(run.out()).contains("Members[0].MemberId\n").contains("Different: 1 differs");
    }

    @Test
    void versionsMayDifferAndTheirFieldsAreNamed() {
        CommandRun run = diff("--version", "1,3", offsets(1, topic("ords", 7)), offsets(3, topic("ords", 7)));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("OffsetFetch (9) response, v1 and v3, ")
                .contains("ThrottleTimeMs: only in B; A has no such field in its version\n")
                .contains("ErrorCode: only in B; A has no such field in its version\n")
                .contains("Different: 2 only in B, 8 equal.");
    }

    @Test
    void differentLengthEncodingsAreNoDifference() {
        CommandRun run = diff("--version", "5,6", offsets(5, topic("ords", 7)), offsets(6, topic("ords", 7)));

        assertThat(run.exitCode()).as(run.out()).isZero();
    }

    @Test
    void aMessageThatDoesNotDecodeIsComparedUpToItsSlip() {
        CommandRun run = diff("--version", "2", SEVEN, NARROW);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("B at byte 22: Topics[0].Partitions[0].CommittedOffset: CommittedOffset is\nwritten as int16")
                .contains("= 5 equal fields\n")
                .contains("Topics[0].Partitions[0].CommittedOffset: B cannot be decoded past byte 22\n")
                .contains("A    22  00 00 00 00 00 00 00 07        B    22 >00 07<\n")
                .contains("Different: 4 not compared, 5 equal.");
    }

    @Test
    void eitherMessageMayBeBroken() {
        CommandRun run = diff("--version", "2", NARROW, SEVEN);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("A    22 >00 07<                         B    22  00 00 00 00 00 00 00 07\n")
                .contains("4 fields of B not compared");
    }

    @Test
    void trailingBytesAreADifference() {
        CommandRun run = diff("--version", "2", SEVEN, SEVEN + "00000000");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("B at byte 36: ").contains("Different: 9 equal.");
    }

    @Test
    void identicalBrokenBytesAreEqual() {
        assertThat(diff("--version", "2", NARROW, NARROW).exitCode()).isZero();
    }

    @Test
    void aTaggedFieldMayBeInOnlyOneMessage() {
        String without = response("Fetch", 12, body -> partition(body, Bytes.EMPTY));
        String with = response(
                "Fetch",
                12,
                body -> body.add(
                        "Responses", topic -> topic.set("Topic", "orders").add("Partitions", partition -> partition
                                .set("Records", Bytes.EMPTY)
                                .setStruct("CurrentLeader", leader -> leader.set("LeaderId", 7)))));

        CommandRun run = fetch(12, without, with);

        assertThat(run.out())
                .contains("CurrentLeader (Topic \"orders\", PartitionIndex 0):\nonly in B; A does not write this"
                        + " tagged field\n")
                .contains("LeaderId = 7");
    }

    @Test
    void recordsAreComparedFieldByField() {
        CommandRun run = fetch(
                11,
                response("Fetch", 11, body -> partition(body, batch(CompressionType.NONE, "hello", "world"))),
                response("Fetch", 11, body -> partition(body, batch(CompressionType.NONE, "hello", "there"))));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("Responses[0].Partitions[0].Records.Batches[0].Crc (")
                .contains("Responses[0].Partitions[0].Records.Batches[0].Records[1].Value (")
                .contains("\"world\"                                 \"there\"\n")
                .doesNotContain("Records[0].Value");
    }

    @Test
    void compressedRecordsAreComparedWithOthers() {
        CommandRun run = fetch(
                11,
                response("Fetch", 11, body -> partition(body, batch(CompressionType.NONE, "hello", "world"))),
                response("Fetch", 11, body -> partition(body, batch(CompressionType.GZIP, "hello", "there"))));

        assertThat(run.out())
                .contains("Records.Batches[0].Attributes (")
                .contains("Records[1].Value (")
                .contains("\"there\"")
                .doesNotContain("Records[0]")
                .doesNotContain("only in");
    }

    @Test
    void ignoredFieldsAreNotCompared() {
        String later = NINE.replace("0000002a", "0000002b");

        assertThat(diff("--version", "2", "--ignore", "CorrelationId", SEVEN, later)
                        .out())
                .contains("1 differs");
        assertThat(diff("--version", "2", "--ignore", "CorrelationId", "--ignore", "Partitions", SEVEN, later)
                        .exitCode())
                .isZero();
        assertThat(diff("--version", "2", "--ignore", "Topics.Partitions.CommittedOffset", SEVEN, NINE)
                        .exitCode())
                .isZero();
    }

    @Test
    void longValuesAreShownFromWhereTheyDiffer() {
        String start = "the same for a long time, ".repeat(20);
        CommandRun run = fetch(
                11,
                response("Fetch", 11, body -> partition(body, batch(CompressionType.NONE, start + "one"))),
                response("Fetch", 11, body -> partition(body, batch(CompressionType.NONE, start + "two"))));

        assertThat(run.out()).contains("long time, one\"").contains("long time, two\"");
        assertThat(run.outLines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void jsonHoldsBothSidesOfEachDifference() throws IOException {
        CommandRun run = diff("--version", "2", "--json", SEVEN, NINE);

        JsonNode json = new ObjectMapper().readTree(run.out());
        JsonNode field = json.at("/comparisons/0/fields/0");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(json.at("/same").asBoolean()).isFalse();
        assertThat(json.at("/comparisons/0/counts/same").asInt()).isEqualTo(8);
        assertThat(json.at("/comparisons/0/fields")).hasSize(1);
        assertThat(field.at("/kind").asText()).isEqualTo("different");
        assertThat(field.at("/a/path").asText()).isEqualTo("Topics[0].Partitions[0].CommittedOffset");
        assertThat(field.at("/a/start").asInt()).isEqualTo(22);
        assertThat(field.at("/a/hex").asText()).isEqualTo("0000000000000007");
        assertThat(field.at("/b/value").asInt()).isEqualTo(9);
    }

    @Test
    void jsonShowsHowFarABrokenMessageIsCompared() throws IOException {
        CommandRun run = diff("--version", "2", "--json", SEVEN, NARROW);

        JsonNode comparison = new ObjectMapper().readTree(run.out()).at("/comparisons/0");
        assertThat(comparison.at("/b/comparedUpTo").asInt()).isEqualTo(22);
        assertThat(comparison.at("/b/findings/0/text").asText()).contains("int16");
        assertThat(comparison.at("/fields/0/absence").asText()).isEqualTo("not-read");
    }

    @Test
    void sourcesMayBeFilesAndTheStandardInput(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("seven.hex"), SEVEN);

        CommandRun run = CommandRun.withInput(
                SEVEN, "diff", "--response", "--api", "OffsetFetch", "--version", "2", file.toString(), "-");

        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void inPacketsEachMessageIsComparedWithItsCounterpart(@TempDir Path folder) throws IOException {
        Bytes request = Bytes.fromHex(
                "00000025 00090002 0000002a 0005 6b73706563 0002 6731 00000001 0004 6f726473 00000001 00000000");
        Path a = packets(folder.resolve("a"), request, SEVEN, SEVEN);
        Path b = packets(folder.resolve("b"), request, NINE);

        CommandRun run = CommandRun.of("diff", a.toString(), b.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("OffsetFetch (9) v2 request, 37 and 37 bytes: equal, 9 fields\n")
                .contains("Different: 1 differs")
                .contains("Only in A: OffsetFetch v2 request, 37 bytes")
                .contains("Only in A: OffsetFetch v2 response, 36 bytes");
    }

    private static Path packets(Path file, Bytes request, String... responses) throws IOException {
        List<Bytes> packets = new ArrayList<>();
        int sent = 1;
        int answered = 1;
        for (String response : responses) {
            Bytes numbered = Bytes.fromHex(String.format("%08x", 42 + packets.size()));
            Bytes asking = request.slice(0, 8).concat(numbered).concat(request.slice(12));
            Bytes answer = Bytes.fromHex("00000024")
                    .concat(numbered)
                    .concat(Bytes.fromHex(response).slice(4));
            packets.add(SamplePacket.fromClient(sent, asking));
            packets.add(SamplePacket.fromBroker(answered, answer));
            sent += asking.size();
            answered += answer.size();
        }
        return Files.write(file, SamplePacket.pcap(packets).toArray());
    }

    @Test
    void whatCannotBeComparedIsAUsageError() {
        String heartbeat = "000c0000 00000001 0000 0000 00000000 0000";
        String request = "00090002 0000002a 0005 6b73706563 0002 6731 00000001 0004 6f726473 00000001 00000000";

        assertUsage(
                CommandRun.of("diff", request, heartbeat),
                "expected two messages of the same API and direction, found OffsetFetch v2 request and Heartbeat v0"
                        + " request");
        assertUsage(CommandRun.of("diff", "-", "-"), "found it as both");
        assertUsage(CommandRun.of("diff", request), "B");
        assertUsage(CommandRun.of("diff", request, "00zz"), "B: line 1, column 3: expected a hexadecimal digit");
        assertUsage(diff("--version", "1,2,3", SEVEN, SEVEN), "found 3 versions");
        assertUsage(diff(SEVEN, NARROW), "B: the bytes do not decode as a response of OffsetFetch");
    }

    private static void assertUsage(CommandRun run, String message) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    private static CommandRun fetch(int version, String a, String b) {
        return CommandRun.of("diff", "--response", "--api", "Fetch", "--version", "" + version, a, b);
    }

    private static void partition(MessageBuilder body, Bytes records) {
        body.add("Responses", topic -> topic.set("Topic", "orders")
                .add("Partitions", partition -> partition.set("Records", records)));
    }

    private static Bytes batch(CompressionType compression, String... values) {
        RecordBatchBuilder batch = RecordBatch.builder().compression(compression);
        for (int i = 0; i < values.length; i++) {
            batch.append(new Record(i, 1_700_000_000_000L, text("k"), text(values[i])));
        }
        return batch.build().bytes();
    }

    private static Bytes text(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    @SafeVarargs
    private static String offsets(int version, Consumer<MessageBuilder>... topics) {
        return response("OffsetFetch", version, body -> {
            for (Consumer<MessageBuilder> topic : topics) {
                body.add("Topics", topic);
            }
        });
    }

    private static Consumer<MessageBuilder> topic(String name, long offset) {
        return topic -> topic.set("Name", name).add("Partitions", partition -> partition
                .set("PartitionIndex", 0)
                .set("CommittedOffset", offset)
                .set("Metadata", ""));
    }

    private static String response(String apiName, int version, Consumer<MessageBuilder> content) {
        ApiSpec api = Catalog.standard().api(apiName);
        MessageBuilder body = Message.builder(api.response(version));
        content.accept(body);
        return Frames.encodeResponse(api, version, 42, body.build()).toHex();
    }
}
