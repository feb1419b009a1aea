package io.kspec.mock.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.FieldType;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.message.MessageTree;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.message.ApiMessageType;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.requests.AbstractRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The response to an error is the one that Kafka's own classes build, for every API and version that they have. */
class KafkasErrorResponseTest {
    private static final Set<String> IGNORED = Set.of("ErrorMessage", "ThrottleTimeMs");

    /** Where the mock deviates on purpose, and why. */
    private static final Map<String, String> DIFFERENT = Map.of(
            "AlterReplicaLogDirs", "Kafka answers a topic twice that is asked for in two directories",
            "CreateDelegationToken", "Kafka adds the principal, which the request does not name",
            "DescribeLogDirs", "at versions 1 and 2, Kafka loses the error",
            "DescribeUserScramCredentials", "Kafka adds results that name no user and have no meaning",
            "ListPartitionReassignments", "Kafka adds reassignments of what was asked for, without replicas");

    @TestFactory
    Stream<DynamicTest> anErrorOfTheWholeRequestIsAnsweredAsKafkaDoes() {
        return Catalog.standard().apis().stream()
                .filter(api -> api.onBrokerListener() && ApiKeys.hasId(api.key()))
                .filter(api -> ApiKeys.forId(api.key()).inScope(ApiMessageType.ListenerType.BROKER))
                .map(api -> DynamicTest.dynamicTest(api.name(), () -> compare(api)));
    }

    private static void compare(ApiSpec api) {
        ApiKeys kafka = ApiKeys.forId(api.key());
        Map<Integer, Object> ours = new TreeMap<>();
        Map<Integer, Object> theirs = new TreeMap<>();
        IntStream.rangeClosed(kafka.oldestVersion(), kafka.latestVersion(true))
                .filter(api.versions()::contains)
                .forEach(version -> {
                    Message request = filled(api.request(version).struct(), 0);
                    ErrorFault fault = new ErrorFault(ErrorCode.UNKNOWN_SERVER_ERROR, null, false, EntrySelection.ALL);
                    Message blank = ErrorAnswer.blank(api, request);
                    ours.put(
                            version,
                            reduced(MessageTree.of(ErrorAnswer.of(api, request, fault, blank, KnownTopics.NONE)
                                    .body())));
                    theirs.put(version, reduced(MessageTree.of(kafkas(kafka, api, version, request))));
                });

        if (DIFFERENT.containsKey(api.name())) {
            assertThat(ours).isNotEqualTo(theirs);
        } else {
            assertThat(ours).isEqualTo(theirs);
        }
    }

    private static Message kafkas(ApiKeys kafka, ApiSpec api, int version, Message request) {
        AbstractRequest parsed = AbstractRequest.parseRequest(
                        kafka,
                        (short) version,
                        new ByteBufferAccessor(Codec.encode(request).asByteBuffer()))
                .request;
        return Codec.decode(
                api.response(version),
                Bytes.copyOf(MessageUtil.toByteBufferAccessor(
                                parsed.getErrorResponse(0, Errors.UNKNOWN_SERVER_ERROR.exception())
                                        .data(),
                                (short) version)
                        .buffer()));
    }

    private static Message filled(StructSpec spec, int seed) {
        MessageBuilder builder = Message.builder(spec);
        for (FieldSpec field : spec.fields()) {
            builder.set(field.name(), value(field.type(), seed));
        }
        return builder.build();
    }

    private static @Nullable Object value(FieldType type, int seed) {
        return switch (type.kind()) {
            case STRING -> "s" + seed;
            case UUID -> new UUID(7, seed + 1);
            case BYTES, RECORDS -> Bytes.EMPTY;
            case BOOL -> false;
            case FLOAT64 -> 1.0;
            case STRUCT -> filled(type.structSpec(), seed);
            case ARRAY -> {
                List<@Nullable Object> entries = new ArrayList<>();
                entries.add(value(type.elementType(), seed + 1));
                entries.add(value(type.elementType(), seed + 2));
                yield entries;
            }
            default -> type.kind() == FieldKind.INT8 ? 1 : 1 + seed;
        };
    }

    private static Object reduced(Object tree) {
        if (tree instanceof Map<?, ?> struct) {
            Map<String, Object> fields = new TreeMap<>();
            struct.forEach((name, value) -> {
                if (!IGNORED.contains(String.valueOf(name)) && value != null) {
                    fields.put(String.valueOf(name), reduced(value));
                }
            });
            return fields;
        }
        return tree instanceof List<?> list
                ? list.stream()
                        .map(KafkasErrorResponseTest::reduced)
                        .sorted(Comparator.comparing(Object::toString))
                        .toList()
                : tree;
    }
}
