package io.kspec.diagnosis.clients;

import static io.kspec.diagnosis.ClientReaction.does;
import static io.kspec.diagnosis.ClientReaction.prints;

import io.kspec.diagnosis.ClientReaction;
import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.diagnosis.SlipKind;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.DecodeFailure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What real clients do with wrong responses, and print.
 *
 * <p>Source: the clients' own code, read at kafka-go 3ce2979, Sarama bd98b3a, librdkafka 4c3b017, KafkaJS 55b0b41,
 * franz-go adb3a18, Apache Kafka 1eb7644, kafka-python a3b3836.
 */
public final class ClientReactions {
    private static final String KAFKA_GO = "kafka-go";
    private static final String SARAMA = "Sarama";
    private static final String LIBRDKAFKA = "librdkafka";
    private static final String KAFKAJS = "KafkaJS";
    private static final String FRANZ_GO = "franz-go";
    private static final String JAVA = "Java";
    private static final String KAFKA_PYTHON = "kafka-python";

    private static final int FETCH = 1;
    private static final int METADATA = 3;

    private static final List<ClientReaction> TOO_FEW_BYTES = List.of(
            prints(JAVA, "Buffer underflow while parsing response for request with header %s"),
            prints(
                    LIBRDKAFKA,
                    "Protocol read buffer underflow for %s v%hd ... expected %zu bytes > %zu remaining bytes"),
            prints(SARAMA, "kafka: insufficient data to decode packet, more bytes expected"),
            prints(FRANZ_GO, "response did not contain enough data to be valid"),
            prints(KAFKAJS, "RangeError [ERR_BUFFER_OUT_OF_BOUNDS]: Attempt to access memory outside buffer bounds"),
            prints(KAFKA_PYTHON, "Unable to decode response"));

    private static final List<ClientReaction> TOO_MANY_BYTES = List.of(
            prints(SARAMA, "invalid length: buf=%d decoded=%d %#v"),
            prints(KAFKA_GO, "reading a response left %d unread bytes"),
            does(KAFKA_GO, "the Writer's transport discards what follows without a word"),
            does(JAVA, "accepts the response: trailing bytes are not looked at"));

    private static final List<ClientReaction> BAD_COUNT = List.of(
            prints(JAVA, "Tried to allocate a collection of size %d, but there are only %d bytes remaining."),
            prints(LIBRDKAFKA, "ApiArrayCnt %d out of range"),
            prints(SARAMA, "kafka: insufficient data to decode packet, more bytes expected"),
            prints(FRANZ_GO, "response did not contain enough data to be valid"),
            prints(KAFKAJS, "RangeError [ERR_OUT_OF_RANGE]"),
            prints(KAFKA_PYTHON, "Unable to decode response"));

    private static final List<ClientReaction> NULL =
            List.of(prints(JAVA, "non-nullable field %s was serialized as null"));

    private static final List<ClientReaction> BOOLEAN = List.of(prints(SARAMA, "invalid bool"));

    private static final List<ClientReaction> CORRELATION_ID = List.of(
            prints(JAVA, "Correlation id for response (%d) does not match request (%d), request header: %s"),
            prints(SARAMA, "kafka: error decoding packet: correlation ID didn't match, wanted %d, got %d"),
            prints(KAFKA_GO, "correlation id mismatch (expected=%d, found=%d)"),
            prints(KAFKA_GO, "multiple Read calls return no data or error"),
            prints(FRANZ_GO, "correlation ID mismatch"),
            prints(KAFKAJS, "Response without match"),
            prints(KAFKA_PYTHON, "Correlation IDs do not match: sent %d, recv %d"),
            does(LIBRDKAFKA, "ignores the response; the request times out"));

    private static final List<ClientReaction> FRAME = List.of(
            prints(LIBRDKAFKA, "Invalid response size %d (0..%i): increase receive.message.max.bytes"),
            prints(SARAMA, "message of length %d too large or too small"),
            prints(FRANZ_GO, "invalid large response size %d > limit %d"),
            prints(KAFKA_PYTHON, "Invalid frame length: %d"),
            does(JAVA, "waits for the rest of the frame until the request times out"));

    private static final List<ClientReaction> HEADER_TAGS =
            List.of(does(SARAMA, "reads a header of exactly 9 bytes where tagged fields belong, of 8 where not"));

    private static final ClientReaction METADATA_OF_KAFKA_GO = prints(
            KAFKA_GO,
            "[3] Unknown Topic Or Partition: the request is for a topic or partition that does not exist on this broker");

    private static final Map<ImplausibleKind, List<ClientReaction>> ODDITIES = new EnumMap<>(ImplausibleKind.class);

    static {
        ODDITIES.put(
                ImplausibleKind.LEADER_UNKNOWN,
                List.of(
                        does(JAVA, "asks for metadata again without end; no Fetch, no Produce"),
                        does(KAFKA_GO, "asks for metadata again without end"),
                        prints(KAFKAJS, "Broker %s not found in the cached metadata")));
        ODDITIES.put(
                ImplausibleKind.COORDINATOR_UNKNOWN,
                List.of(
                        prints(FRANZ_GO, "coordinator was not returned in broker response"),
                        prints(KAFKAJS, "Failed to find group coordinator")));
        ODDITIES.put(
                ImplausibleKind.HOST_UNUSABLE,
                List.of(prints(JAVA, "UnknownHostException: %s"), does(LIBRDKAFKA, "reports BrokerTransportFailure")));
        ODDITIES.put(
                ImplausibleKind.PARTITIONS_NOT_CONTIGUOUS,
                List.of(
                        prints(
                                FRANZ_GO,
                                "kafka did not reply with a comprehensive set of partitions for a topic; "
                                        + "we expected partition %d but saw %d"),
                        prints(KAFKAJS, "Invalid partition metadata")));
        ODDITIES.put(
                ImplausibleKind.CHECKSUM,
                List.of(
                        prints(SARAMA, "CRC didn't match expected %#x got %#x"),
                        prints(
                                JAVA,
                                "Record batch for partition %s at offset %d is invalid, cause: "
                                        + "Record is corrupt (stored crc = %d, computed crc = %d)"),
                        prints(
                                LIBRDKAFKA,
                                "MessageSet at offset %lld (%d bytes) failed CRC32C check (original 0x%x != calculated 0x%x)"),
                        prints(KAFKA_GO, "crc32 checksum mismatch (computed=%d found=%d)"),
                        prints(FRANZ_GO, "encoded crc %x does not match calculated crc %x"),
                        prints(KAFKA_PYTHON, "Record batch for partition %s at offset %s failed crc check"),
                        does(KAFKAJS, "reads on: it does not look at checksums")));
        ODDITIES.put(
                ImplausibleKind.OFFSETS_NOT_INCREASING,
                List.of(
                        does(SARAMA, "drops records below the offset that it asked for"),
                        prints(
                                FRANZ_GO,
                                "fetch response contained record batches but none contained or exceeded the requested offset"),
                        does(LIBRDKAFKA, "skips batches that end before the offset that it asked for")));
        ODDITIES.put(
                ImplausibleKind.RECORD_COUNT,
                List.of(
                        prints(JAVA, "Incorrect declared batch size, records still remaining in file"),
                        prints(FRANZ_GO, "%d claimed records with no record bytes"),
                        does(KAFKAJS, "gives no records at all, without a word")));
        ODDITIES.put(
                ImplausibleKind.RECORDS_BROKEN,
                List.of(
                        prints(
                                JAVA,
                                "Record batch is corrupt (the size %d is smaller than the minimum allowed overhead 61)"),
                        prints(KAFKA_GO, "unsupported message version %d for message of size %d"),
                        prints(FRANZ_GO, "unknown magic %d; ..."),
                        prints(LIBRDKAFKA, "MessageSet at offset %lld length %d < header size %d"),
                        prints(SARAMA, "unknown magic byte (%v)")));
        ODDITIES.put(ImplausibleKind.RECORDS_NULL, List.of(prints(LIBRDKAFKA, "%s [%d]: invalid MessageSetSize %d")));
        ODDITIES.put(
                ImplausibleKind.READ_REPLICA_WITH_RECORDS,
                List.of(
                        prints(
                                LIBRDKAFKA,
                                "Fetch response has both preferred read replica and non-zero message set size: %d: skipping messages")));
        ODDITIES.put(
                ImplausibleKind.THROTTLE_IS_WAIT,
                List.of(does(SARAMA, "backs off for as long, at every fetch: hardly any throughput")));
        ODDITIES.put(
                ImplausibleKind.ERROR_UNKNOWN,
                List.of(
                        prints(JAVA, "Unexpected error code %d while fetching at offset %d from topic-partition %s"),
                        prints(KAFKA_PYTHON, "Unexpected error while fetching data")));
        ODDITIES.put(
                ImplausibleKind.TOPIC_ABSENT,
                List.of(
                        prints(SARAMA, "kafka: response did not contain all the expected topic/partition blocks"),
                        prints(JAVA, "Node %s sent an invalid full fetch response with omittedPartitions=(...)"),
                        prints(
                                FRANZ_GO,
                                "broker did not reply to all topics / partitions in the produce request! "
                                        + "reenqueuing missing partitions"),
                        does(LIBRDKAFKA, "takes a topic that is missing in Metadata for one that does not exist")));
        ODDITIES.put(
                ImplausibleKind.TOPIC_EXTRA,
                List.of(
                        prints(JAVA, "Node %s sent an invalid full fetch response with extraPartitions=(...)"),
                        does(
                                LIBRDKAFKA,
                                "rejects a Produce response with other than one topic and partition as _BAD_MSG")));
        ODDITIES.put(
                ImplausibleKind.PROTOCOL_NAME_EMPTY,
                List.of(
                        prints(SARAMA, "unable to find selected strategy: %s"),
                        prints(KAFKA_GO, "unable to find selected balancer, %v, for group, %v"),
                        prints(LIBRDKAFKA, "Unsupported assignment strategy \"%s\""),
                        prints(JAVA, "Coordinator selected invalid assignment protocol: %s"),
                        prints(
                                KAFKAJS,
                                "Unsupported partition assigner \"%s\", the assigner wasn't found in the assigners list")));
        ODDITIES.put(
                ImplausibleKind.OFFSET_IMPOSSIBLE,
                List.of(prints(FRANZ_GO, "broker replied to a ListOffsets request with an invalid negative offset")));
        ODDITIES.put(
                ImplausibleKind.NO_VERSIONS,
                List.of(prints(FRANZ_GO, "ApiVersions response invalidly contained no ApiKeys")));
    }

    private ClientReactions() {}

    /** What clients do with a response that has a diagnosis; nothing is said of requests, which they send. */
    public static List<ClientReaction> to(Diagnosis diagnosis) {
        if (diagnosis.message().type() == MessageType.REQUEST) {
            return List.of();
        }
        Optional<Explanation> best = diagnosis.best();
        List<ClientReaction> reactions =
                new ArrayList<>(best.map(slip -> toSlip(slip.kind())).orElse(List.of()));
        DecodeFailure failure = diagnosis.failure();
        if (failure != null) {
            toFailure(failure).stream()
                    .filter(reaction -> !reactions.contains(reaction))
                    .forEach(reactions::add);
        }
        boolean broken = failure != null || best.isPresent();
        if (broken && diagnosis.message().apiKey() == METADATA) {
            reactions.add(METADATA_OF_KAFKA_GO);
        }
        if (failure != null && diagnosis.message().apiKey() == FETCH) {
            reactions.add(prints(LIBRDKAFKA, "Remaining data after message set parse: %zu bytes"));
        }
        return List.copyOf(reactions);
    }

    /** What clients do with a value that cannot be. */
    public static List<ClientReaction> to(ImplausibleKind oddity) {
        return ODDITIES.getOrDefault(oddity, List.of());
    }

    private static List<ClientReaction> toSlip(SlipKind slip) {
        return switch (slip) {
            case CORRELATION_ID_DOUBLED, CORRELATION_ID_MISSING, CORRELATION_ID_WRONG, SIZE_IN_FRAME -> CORRELATION_ID;
            case FRAME_LENGTH -> FRAME;
            case HEADER_TAGS_ADDED, HEADER_TAGS_MISSING -> HEADER_TAGS;
            default -> List.of();
        };
    }

    private static List<ClientReaction> toFailure(DecodeFailure failure) {
        return switch (failure.kind()) {
            case TRUNCATED -> TOO_FEW_BYTES;
            case TRAILING_BYTES -> TOO_MANY_BYTES;
            case LENGTH_OUT_OF_RANGE -> failure.expected().startsWith("array") ? BAD_COUNT : TOO_FEW_BYTES;
            case NULL_NOT_ALLOWED -> NULL;
            case INVALID_BOOLEAN -> BOOLEAN;
            case CHECKSUM -> to(ImplausibleKind.CHECKSUM);
            default -> List.of();
        };
    }
}
