package io.kspec.scenarios.expect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordHeader;
import io.kspec.protocol.spec.Catalog;
import io.kspec.scenarios.value.FixedVariables;
import io.kspec.scenarios.value.ValueBinder;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode.Mapping;
import io.kspec.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationTest {
    private static final Message METADATA = Message.builder(
                    Catalog.standard().api("Metadata").response(9))
            .set("ClusterId", null)
            .set("ControllerId", 5)
            .add(
                    "Brokers",
                    broker -> broker.set("NodeId", 5).set("Host", "localhost").set("Port", 9092))
            .add("Topics", topic -> topic.set("ErrorCode", 3).set("Name", "orders"))
            .add("Topics", topic -> topic.set("Name", "users")
                    .add("Partitions", partition -> partition.set("LeaderId", 5).set("ReplicaNodes", List.of(5, 6))))
            .build();

    private static final Message FETCH = fetch(RecordBatch.builder()
            .baseOffset(40)
            .append(7, utf8("k"), null, new RecordHeader("trace", Bytes.fromHex("0a")))
            .append(8, null, utf8("v"))
            .build()
            .bytes());

    private static Bytes utf8(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Message fetch(Bytes records) {
        return Message.builder(Catalog.standard().api("Fetch").response(11))
                .add("Responses", topic -> topic.add("Partitions", partition -> partition.set("Records", records)))
                .build();
    }

    private static List<String> mismatches(String expectations, Message response) {
        Problems problems = new Problems("any.yaml");
        Mapping mapping = (Mapping) YamlReader.read(expectations, problems).orElseThrow();
        ValueBinder values = new ValueBinder(new FixedVariables(Map.of("five", 5)), InstantSource.system(), problems);
        List<String> found = new ExpectationReader(problems)
                .read(mapping.entries()).stream()
                        .peek(expectation -> expectation.verify(response.spec(), values, problems))
                        .flatMap(expectation -> expectation.check(response, values).stream())
                        .map(Mismatch::toString)
                        .toList();
        assertThat(problems.list()).isEmpty();
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ControllerId: 5",
                "ControllerId: ${five}",
                "ControllerId: {equals: 5, not: 6, greater: 4, less: 6}",
                "ControllerId: {one-of: [4, 5]}",
                "ClusterId: null",
                "ClusterId: {absent: true}",
                "Brokers: {count: 1}",
                "Brokers: {present: true}",
                "Brokers[0].Host: {matches: 'local.*', contains: alho}",
                "Brokers[1].Host: {absent: true}",
                "Topics[0].ErrorCode: UNKNOWN_TOPIC_OR_PARTITION",
                "Topics[0].Partitions: {count: 0}",
                "Topics: {contains: {Name: users, ErrorCode: NONE}}",
                "Topics[1].Partitions[0].ReplicaNodes: {contains: 6, equals: [5, 6]}",
                "Topics[0].IsInternal: false",
                "Topics[0].TopicId?: anything"
            })
    void expectationsThatAreMetHaveNoMismatch(String expectation) {
        assertThat(mismatches(expectation, METADATA)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ControllerId: 6 | ControllerId: expected 6, found 5",
                "ControllerId: {not: 5} | ControllerId: expected anything but 5, found 5",
                "ControllerId: {greater: 5} | ControllerId: expected more than 5, found 5",
                "ControllerId: {less: 5} | ControllerId: expected less than 5, found 5",
                "ControllerId: {one-of: [6, 7]} | ControllerId: expected one of 6, 7, found 5",
                "ClusterId: x | ClusterId: expected \"x\", found nothing",
                "ClusterId: {present: true} | ClusterId: expected a value, found nothing",
                "ControllerId: {absent: true} | ControllerId: expected no value, found 5",
                "Brokers: {count: 2} | Brokers: expected 2 entries, found 1 entry [MetadataResponseBroker{NodeId=5,"
                        + " Host=localhost, Port=9092, Rack=null}]",
                "Topics[0].Partitions: {count: 1} | Topics[0].Partitions: expected 1 entry, found no entries",
                "Brokers[0].Host: {matches: local} | Brokers[0].Host: expected a string that matches local,"
                        + " found \"localhost\"",
                "Brokers[0].Host: {contains: remote} | Brokers[0].Host: expected a string that contains \"remote\","
                        + " found \"localhost\"",
                "Topics[0].ErrorCode: NONE | Topics[0].ErrorCode: expected 0 NONE, found 3 UNKNOWN_TOPIC_OR_PARTITION",
                "Topics[1].Partitions[0].ReplicaNodes: {contains: 7} | Topics[1].Partitions[0].ReplicaNodes:"
                        + " expected a list that contains 7, found 2 entries [5, 6]",
                "Topics[1].Partitions[0].ReplicaNodes: [6, 5] | Topics[1].Partitions[0].ReplicaNodes:"
                        + " expected 2 entries [6, 5], found 2 entries [5, 6]",
                "Brokers[1].Port: 9092 | Brokers[1].Port: expected 9092, found nothing"
            })
    void aMismatchNamesWhatWasExpectedAndFound(String expectation, String mismatch) {
        assertThat(mismatches(expectation, METADATA)).containsExactly(mismatch);
    }

    @Test
    void oneEntryMustMeetAllExpectations() {
        assertThat(mismatches("Topics: {contains: {Name: users, ErrorCode: UNKNOWN_TOPIC_OR_PARTITION}}", METADATA))
                .singleElement()
                .asString()
                .startsWith("Topics: expected an entry with Name \"users\", ErrorCode 3 UNKNOWN_TOPIC_OR_PARTITION,"
                        + " found 2 entries [");
    }

    @Test
    void pathsLeadIntoRecords() {
        String path = "Responses[0].Partitions[0].Records";
        assertThat(mismatches(
                        """
                        %1$s: {count: 2}
                        %1$s[0].Offset: 40
                        %1$s[0].Timestamp: 7
                        %1$s[0].Key: {utf8: k}
                        %1$s[0].Value: {absent: true}
                        %1$s[0].Headers: {count: 1}
                        %1$s[0].Headers[0].Key: trace
                        %1$s[0].Headers[0].Value: 0a
                        %1$s[1].Value: {not: {utf8: w}}
                        %1$s[Offset=40].Key: {utf8: k}
                        %1$s[Offset=41].Value: {utf8: v}
                        """
                                .formatted(path),
                        FETCH))
                .isEmpty();
        assertThat(mismatches(path + "[1].Value: {utf8: w}", FETCH))
                .containsExactly(path + "[1].Value: expected [77] \"w\", found [76] \"v\"");
        assertThat(mismatches(path + "[2].Offset: 42", FETCH))
                .containsExactly(path + "[2].Offset: expected 42, found nothing");
        assertThat(mismatches(path + "[Offset=42].Value: {utf8: v}", FETCH))
                .containsExactly(path + "[Offset=42].Value: expected [76] \"v\", found nothing");
        assertThat(mismatches(path + ": {count: 1}", FETCH))
                .singleElement()
                .asString()
                .startsWith(path + ": expected 1 entry, found 2 entries [Record[offset=40, ");
    }

    @Test
    void recordsThatDoNotDecodeAreAMismatch() {
        Bytes whole = RecordBatch.builder().append(7, null, utf8("v")).build().bytes();
        byte[] corrupt = whole.toArray();
        corrupt[corrupt.length - 2] ^= 1;

        assertThat(mismatches("Responses[0].Partitions[0].Records: {count: 1}", fetch(Bytes.wrap(corrupt))))
                .singleElement()
                .asString()
                .startsWith("Responses[0].Partitions[0].Records: expected records that decode, found RecordBatch v2");
    }
}
