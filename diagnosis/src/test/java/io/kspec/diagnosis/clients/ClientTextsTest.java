package io.kspec.diagnosis.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users find in their logs leads to what is wrong on the wire. */
class ClientTextsTest {

    /** Texts as they stand in logs: with names, numbers, addresses, times and the quotes of each language. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // what README.md begins with
                "missing-block | Sarama | kafka: response did not contain all the expected topic/partition blocks",
                "metadata-topics | kafka-go | [3] Unknown Topic Or Partition: the request is for a topic or partition that does not exist on this broker",
                "unasked-response | Java | java.lang.IllegalStateException: There are no in-flight requests for node 1",
                "missing-block | Sarama | `2024/05/07 11:02:13 [sarama] consumer/orders/3 abandoned: kafka: response did not contain all the expected topic/partition blocks`",
                "missing-block | Sarama | `time=\"2024-05-07T11:02:13Z\" level=error msg=\"commit failed\" error=\"kafka: response did not contain all the expected topic/partition blocks\" group=payments`",
                "metadata-topics | kafka-go | `failed to write messages: [3] Unknown Topic Or Partition: the request is for a topic or partition that does not exist on this broker`",
                "correlation-id | kafka-go | `panic: multiple Read calls return no data or error`",
                "correlation-id | Sarama | kafka: error decoding packet: correlation ID didn't match, wanted 17, got 16",
                "correlation-id | Java | `[2024-05-07 11:02:13,201] ERROR [Consumer clientId=c-1, groupId=g] Uncaught error in kafka-consumer: java.lang.IllegalStateException: Correlation id for response (4711) does not match request (4712), request header: RequestHeader(apiKey=FETCH, apiVersion=11, clientId=c-1, correlationId=4712, headerVersion=1) (org.apache.kafka.clients.NetworkClient)`",
                "correlation-id | kafka-python | `ERROR:kafka.conn:<BrokerConnection node_id=1 host=10.0.0.7:9092 <connected>>: Correlation IDs do not match: sent 5, recv 4`",
                "correlation-id | KafkaJS | `{\"level\":\"WARN\",\"timestamp\":\"2024-05-07T11:02:13.201Z\",\"logger\":\"kafkajs\",\"message\":\"[RequestQueue] Response without match\",\"clientId\":\"app\",\"broker\":\"localhost:9092\",\"correlationId\":12}`",
                "correlation-id | franz-go | `unable to request api versions broker=localhost:9092 err=\"correlation ID mismatch\"`",
                "body-too-short | Java | `org.apache.kafka.common.protocol.types.SchemaException: Buffer underflow while parsing response for request with header RequestHeader(apiKey=OFFSET_FETCH, apiVersion=5, clientId=consumer-g-1, correlationId=12)`",
                "body-too-short | Sarama | `kafka: error decoding packet: kafka: insufficient data to decode packet, more bytes expected`",
                "body-too-short | librdkafka | `%7|1715079733.201|PROTOUFLOW|rdkafka#consumer-1| [thrd:localhost:9092/1]: localhost:9092/1: Protocol read buffer underflow for OffsetFetch v7 at 41/49 (rd_kafka_handle_OffsetFetch:1203): expected 8 bytes > 2 remaining bytes (incorrect broker.version.fallback?)`",
                "body-too-short | KafkaJS | `RangeError [ERR_BUFFER_OUT_OF_BOUNDS]: Attempt to access memory outside buffer bounds`",
                "body-too-short | rskafka | `Request error: Cannot read versioned data: Cannot read data: failed to fill whole buffer`",
                "body-too-short | platformatic | `AggregateError: fetch failed 2 times. Error: Out of bounds. Error: Out of bounds.`",
                "checksum | aiokafka | `CorruptRecordException: [Error 2] CorruptRecordException: Invalid CRC - TopicPartition(topic='planted', partition=0)`",
                "body-too-short | franz-go | `kerr: response did not contain enough data to be valid`",
                "length | Java | `java.lang.RuntimeException: Tried to allocate a collection of size 65536, but there are only 38 bytes remaining.`",
                "length | librdkafka | `[thrd:10.1.2.3:9092/bootstrap]: ApiArrayCnt -1879048192 out of range`",
                "trailing-bytes | kafka-go | `reading a response left 20 unread bytes`",
                "trailing-bytes | Sarama | `kafka: error decoding packet: invalid length: buf=61 decoded=57 []byte{0x0, 0x0, 0x0, 0x0}`",
                "frame-size | librdkafka | `%3|1715079733.201|FAIL|rdkafka#producer-1| [thrd:localhost:9093/bootstrap]: localhost:9093/bootstrap: Invalid response size 352518912 (0..100000512): increase receive.message.max.bytes`",
                "null-field | Java | `java.lang.RuntimeException: non-nullable field clusterId was serialized as null`",
                "leader-unknown | KafkaJS | `KafkaJSBrokerNotFound: Broker 1 not found in the cached metadata`",
                "controller-unknown | Java | `org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment. Call: createTopics`",
                "coordinator | KafkaJS | `KafkaJSGroupCoordinatorNotFound: Failed to find group coordinator`",
                "host | Java | `java.net.UnknownHostException: kafka-gateway: Name or service not known`",
                "no-common-version | Java | `org.apache.kafka.common.errors.UnsupportedVersionException: The node does not support METADATA with version in range [9,12]. The supported range is [0,8].`",
                "no-common-version | kafka-go | `no matching versions were found between the client and the broker for API key 11`",
                "api-versions | franz-go | `ApiVersions response invalidly contained no ApiKeys, sleeping and retrying`",
                "fetch-partitions | Java | `[Consumer clientId=c, groupId=g] Node 2 sent an invalid full fetch response with omittedPartitions=(orders-0, orders-1)`",
                "offset-fetch-partitions | franz-go | `err: \"broker repeatedly omitted a requested partition from an OffsetFetch response\"`",
                "checksum | Sarama | `CRC didn't match expected 0x8f2b1c got 0x12ab34cd`",
                "checksum | Java | `org.apache.kafka.common.KafkaException: Record batch for partition orders-3 at offset 4711 is invalid, cause: Record is corrupt (stored crc = 123456, computed crc = 654321)`",
                "checksum | librdkafka | `orders [3]: MessageSet at offset 17 (81 bytes) failed CRC32C check (original 0x1a2b3c4d != calculated 0xd4c3b2a1)`",
                "batch-format | kafka-go | `unsupported message version 3 for message of size 61`",
                "fetch-progress | Java | `Failed to make progress reading messages at orders-0=17. Received a non-empty fetch response from the server, but no complete records were found.`",
                "fetch-progress | Sarama | `kafka: message is larger than Consumer.Fetch.Max`",
                "fetch-error | Java | `java.lang.IllegalStateException: Unexpected error code 7 while fetching at offset 12 from topic-partition orders-0`",
                "records-null | librdkafka | `orders [0]: invalid MessageSetSize -1`",
                "group-protocol | Sarama | `unable to find selected strategy: `",
                "group-protocol | Java | `java.lang.IllegalStateException: Coordinator selected invalid assignment protocol: `",
                "member-metadata | kafka-go | `unable to read metadata for member, consumer-1-9f2c: unreasonable user data length: 4294967295`",
                "sasl | librdkafka | `Invalid MechanismCount 553648128`",
            })
    void aTextOfALogLeadsToItsFault(String fault, String client, String text) {
        List<FaultMatch> matches = ClientTexts.standard().find(text);

        assertThat(matches).isNotEmpty();
        assertThat(matches.get(0).fault().id()).isEqualTo(fault);
        assertThat(matches.get(0).said().get(0).client()).isEqualTo(client);
    }

    static List<ClientText> texts() {
        return ClientTexts.standard().all();
    }

    /** Each text finds itself: no other one is so like it that it hides it. */
    @ParameterizedTest
    @MethodSource("texts")
    void everyTextOfTheFileLeadsToItsFault(ClientText text) {
        assertThat(ClientTexts.standard().find(text.text()))
                .first()
                .satisfies(match -> assertThat(match.said()).contains(text))
                .satisfies(match -> assertThat(match.likeness()).isGreaterThan(0.9));
    }

    /** With values in its places, as loggers of Java, Go, Python and Node write it. */
    @ParameterizedTest
    @MethodSource("texts")
    void everyTextIsFoundInALog(ClientText text) {
        String printed = text.text()
                .replaceAll("%[#0-9]*(?:hd|zu|lld|[di])", "4711")
                .replaceAll("%#?x", "0x1a2b3c4d")
                .replaceAll("%#?[a-z]|%(?=\\))", "orders-3");
        String escaped = printed.replace("\"", "\\\"");

        for (String log : List.of(
                "[2024-05-07 11:02:13,201] ERROR [Consumer clientId=c-1, groupId=payments] Uncaught error: %s (kafka.Main)",
                "2024/05/07 11:02:13 [app] broker-2.example.org:9092 gave up: %s\n\ngoroutine 7 [running]:\nmain.main()",
                "time=\"2024-05-07T11:02:13Z\" level=error msg=\"cannot go on\" error=\"%s\" topic=orders partition=3",
                "Traceback (most recent call last):\n  File \"app.py\", line 7, in <module>\nkafka.errors.KafkaError: '%s'",
                "{\"level\":\"ERROR\",\"logger\":\"app\",\"message\":\"%s\",\"broker\":\"10.0.0.7:9092\",\"retry\":3}")) {
            String line = log.replace("%s", log.contains("\"%s\"") ? escaped : printed);
            assertThat(ClientTexts.standard().find(line)).as(line).first().satisfies(match -> assertThat(match.said())
                    .contains(text));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "did not contain all the expected topic/partition blocks | missing-block",
                "Tried to allocate a collection of size | length",
                "left 20 unread bytes | trailing-bytes",
                "no in-flight requests for node | unasked-response",
                "correlation ID didn't match, wanted 17 | correlation-id",
            })
    void aPartOfATextIsEnough(String text, String fault) {
        assertThat(ClientTexts.standard().find(text))
                .first()
                .satisfies(match -> assertThat(match.fault().id()).isEqualTo(fault));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "...",
                "response",
                "the broker",
                "dial tcp 127.0.0.1:9092: connect: connection refused",
                "read tcp 10.0.0.1:5123->10.0.0.2:9092: i/o timeout",
                "context deadline exceeded",
                "java.lang.NullPointerException: Cannot invoke \"String.length()\" because \"name\" is null",
                "Traceback (most recent call last): File \"main.py\", line 3, in <module>",
                "The quick brown fox jumps over the lazy dog, and the topic of the day is the partition of the request",
            })
    void otherTextsLeadNowhere(String text) {
        assertThat(ClientTexts.standard().find(text)).isEmpty();
    }

    @Test
    void aTextWithinALongLogIsFound() {
        String noise = "2024-05-07 INFO started worker 17 of topic orders\n".repeat(500);

        assertThat(ClientTexts.standard().find(noise + "reading a response left 4 unread bytes\n" + noise))
                .first()
                .satisfies(match -> assertThat(match.fault().id()).isEqualTo("trailing-bytes"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "request with header RequestHeader(apiKey=OFFSET_FETCH, apiVersion=5, clientId=c) | OffsetFetch v5",
                "apiKey: 3, apiVersion: 99 | Metadata",
                "underflow for OffsetFetch v7 at 41/49 | OffsetFetch v7",
                "no matching versions were found for API key 11 | JoinGroup",
                "Response Fetch(key: 1, version: 11) | ",
                "sent an unexpected FetchResponse | Fetch",
                "an OffsetFetch response | OffsetFetch",
                "Fetch me a coffee | ",
            })
    void theApiIsReadFromTheText(String text, String api) {
        assertThat(ClientTexts.api(text).map(MentionedApi::toString).orElse(null))
                .isEqualTo(api);
    }

    @Test
    void fieldsAreThoseOfTheDefinitions() {
        WireFault fault = ClientTexts.standard().faults().stream()
                .filter(each -> each.id().equals("offset-fetch-partitions"))
                .findFirst()
                .orElseThrow();

        assertThat(fault.fields())
                .extracting(WireField::toString)
                .containsExactly(
                        "OffsetFetch v0 to v7 response, Topics[*].Partitions",
                        "OffsetFetch v8 to v10 response, Groups[*].Topics[*].Partitions");
        assertThat(fault.apis()).containsExactly("OffsetFetch");
    }
}
