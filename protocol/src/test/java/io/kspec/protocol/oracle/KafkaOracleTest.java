package io.kspec.protocol.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.EveryMessage;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.RandomMessages;
import io.kspec.protocol.RandomMessages.Tags;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.fuzz.Mutator;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.message.MessageTree;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;

/** Kafka's classes and kspec agree on the bytes and values of every message of a release. */
@PropertyDefaults(shrinking = ShrinkingMode.OFF)
abstract class KafkaOracleTest {
    private final KafkaClients kafka;
    private final int pairs;
    private final int headers;
    private final int data;
    private final Differences differences;

    /**
     * Creates the test of a release.
     *
     * @param pairs the number of pairs of API and version that the release has, each with a request and a response
     * @param headers the number of header versions
     * @param data the number of versions of other messages
     * @param differences where it need not agree
     */
    KafkaOracleTest(KafkaClients kafka, int pairs, int headers, int data, Differences differences) {
        this.kafka = kafka;
        this.pairs = pairs;
        this.headers = headers;
        this.data = data;
        this.differences = differences;
    }

    @Example
    void theReleaseIsTheOneThatTheBuildNames() {
        assertThat(kafka.ownVersion()).isEqualTo(kafka.version());
    }

    @Example
    void theReleaseHasTheExpectedNumberOfMessages() {
        Map<MessageType, Integer> counts = new EnumMap<>(MessageType.class);
        EveryMessage.forEach(0, spec -> kafka.find(spec)
                .ifPresent(theirs -> counts.merge(spec.id().type(), 1, Integer::sum)));
        System.out.println(kafka + " knows " + counts + " of the union; not compared: " + differences.otherLayout());
        assertThat(counts)
                .isEqualTo(Map.of(
                        MessageType.REQUEST, pairs,
                        MessageType.RESPONSE, pairs,
                        MessageType.HEADER, headers,
                        MessageType.DATA, data));
    }

    @Property(tries = 20)
    void kafkaReadsOurBytesAndWritesTheSame(@ForAll long seed) {
        RandomMessages messages = new RandomMessages(seed, Tags.UNKNOWN);
        forEach(seed, (spec, theirs) -> {
            Message message = messages.next(spec);
            Bytes ours = Codec.encode(message);
            Bytes written = theirs.write(theirs.read(ours));
            assertThat(written).isEqualTo(ours);
            assertThat(Codec.decode(spec, written)).isEqualTo(message);
        });
    }

    @Property(tries = 10)
    void kafkaReadsTheSameValuesFromOurBytes(@ForAll long seed) {
        RandomMessages messages = new RandomMessages(seed, Tags.values());
        forEach(seed, (spec, theirs) -> {
            Message message = messages.next(spec);
            assertThat(theirMeaning(theirs, message)).isEqualTo(differences.rename(spec, ourMeaning(message)));
        });
    }

    @Property(tries = 10)
    void kafkaWritesTheSameValuesAsTheSameBytes(@ForAll long seed) {
        RandomMessages messages = new RandomMessages(seed);
        forEach(seed, (spec, theirs) -> {
            Message message = messages.next(spec);
            Object object = theirs.fromJson(differences.rename(spec, KafkaJson.WITH_RECORDS.of(message)));
            Bytes written = theirs.write(object);
            assertThat(written).isEqualTo(Codec.encode(message));
            assertThat(Codec.decode(spec, written)).isEqualTo(message);
        });
    }

    @Property(tries = 10)
    void kafkaDropsTaggedFieldsThatHaveTheirDefaultAndNothingElse(@ForAll long seed) {
        RandomMessages messages = new RandomMessages(seed, Tags.values());
        forEach(seed, (spec, theirs) -> {
            Message message = messages.next(spec);
            Bytes written = theirs.write(theirs.read(Codec.encode(message)));
            assertThat(Codec.decode(spec, written)).isEqualTo(Canonical.of(message));
        });
    }

    @Property(tries = 10)
    void whatWeAcceptKafkaAccepts(@ForAll long seed) {
        RandomMessages messages = new RandomMessages(seed, 30, Tags.values());
        Mutator mutator = new Mutator(seed);
        AtomicInteger accepted = new AtomicInteger();
        forEach(seed, (spec, theirs) -> {
            Bytes whole = Codec.encode(messages.next(spec));
            for (int i = 0; i < 4; i++) {
                Bytes damaged = mutator.mutate(spec, whole);
                DecodeAttempt attempt = Codec.attempt(spec, damaged);
                if (attempt.succeeded()) {
                    accepted.incrementAndGet();
                    Object read = theirs.read(damaged);
                    if (kafkaCanWrite(attempt.requireBody())) {
                        assertThat(Codec.decode(spec, theirs.write(read)))
                                .isEqualTo(Canonical.of(attempt.requireBody()));
                    }
                }
            }
        });
        assertThat(accepted).hasPositiveValue();
    }

    /** Kafka reads the largest tag but cannot write it: its writer uses that number for the end of the list. */
    private static boolean kafkaCanWrite(Message message) {
        return !MessageTree.of(message).toString().contains("{" + Integer.MAX_VALUE + "=")
                && !MessageTree.of(message).toString().contains(", " + Integer.MAX_VALUE + "=");
    }

    @Example
    void theDefaultsOfEveryStructureAreKafkas() {
        AtomicInteger compared = new AtomicInteger();
        forEach(0, (spec, theirs) -> {
            if (differences.declared(spec).isPresent()) {
                return;
            }
            structsOf(spec.struct()).forEach(struct -> {
                try {
                    assertThat(theirs.writeFresh(struct == spec.struct() ? null : struct.name()))
                            .as(struct.toString())
                            .isEqualTo(Codec.encode(Message.defaults(struct)));
                    compared.incrementAndGet();
                } catch (NullPointerException e) {
                    // Records that may not be null have no default in Kafka's class.
                    assertThat(struct.fields())
                            .as(struct.toString())
                            .anyMatch(field -> field.kind() == FieldKind.RECORDS && !field.nullable());
                }
            });
        });
        assertThat(compared).hasValueGreaterThan(2 * pairs);
    }

    private static Stream<StructSpec> structsOf(StructSpec struct) {
        return Stream.concat(
                Stream.of(struct),
                Stream.concat(struct.fields().stream(), struct.taggedFields().stream())
                        .filter(field ->
                                field.kind() == FieldKind.STRUCT || field.type().isStructArray())
                        .flatMap(field -> structsOf(field.type().structSpec())));
    }

    /** Compact lengths could be larger, but Kafka rejects them too. */
    @Example
    void aStringTakesAtMost32767Bytes() {
        MessageSpec spec = Catalog.standard().api("ApiVersions").request(3);
        KafkaMessage theirs = kafka.find(spec).orElseThrow();
        Bytes longest = Bytes.fromHex("80 80 02" + "61".repeat(32_767) + "01 00");
        assertThat(theirs.write(theirs.read(longest))).isEqualTo(longest);
        assertThat(Codec.encode(Codec.decode(spec, longest))).isEqualTo(longest);

        Bytes tooLong = Bytes.fromHex("81 80 02" + "61".repeat(32_768) + "01 00");
        assertThatThrownBy(() -> theirs.read(tooLong)).hasMessageContaining("invalid length");
        assertThat(Codec.attempt(spec, tooLong).requireFailure())
                .hasToString("ApiVersions v3 request, ClientSoftwareName at byte 0: "
                        + "expected string of at most 32767 bytes, found length 32768");
    }

    /** Unknown tags are accepted, except those that have a meaning at another version. */
    @Example
    void aTagOfAnotherVersionIsRejected() {
        MessageSpec spec = Catalog.standard().api("Fetch").request(12);
        KafkaMessage theirs = kafka.find(spec).orElseThrow();
        Bytes plain = Codec.encode(Message.defaults(spec.struct()));
        Bytes unknown = plain.slice(0, plain.size() - 1).concat(Bytes.fromHex("01 07 00"));
        assertThat(theirs.write(theirs.read(unknown))).isEqualTo(unknown);
        assertThat(Codec.encode(Codec.decode(spec, unknown))).isEqualTo(unknown);

        Bytes replicaState = plain.slice(0, plain.size() - 1).concat(Bytes.fromHex("01 01 00"));
        assertThatThrownBy(() -> theirs.read(replicaState)).hasMessage("Tag 1 is not valid for version 12");
        assertThat(Codec.attempt(spec, replicaState).requireFailure().kind())
                .isEqualTo(DecodeFailure.Kind.TAG_OF_OTHER_VERSION);
    }

    @Example
    void headersHaveTheVersionsOfKafka() {
        AtomicInteger compared = new AtomicInteger();
        for (ApiSpec api : Catalog.standard().apis()) {
            EveryMessage.each(api.versions()).forEach(version -> {
                MessageSpec request = api.request(version);
                MessageSpec response = api.response(version);
                if (kafka.find(request).isPresent()) {
                    assertThat(api.requestHeader(version).version())
                            .as(request.toString())
                            .isEqualTo(kafka.headerVersion(request.id()));
                    assertThat(api.responseHeader(version).version())
                            .as(response.toString())
                            .isEqualTo(kafka.headerVersion(response.id()));
                    compared.incrementAndGet();
                }
            });
        }
        assertThat(compared).hasValue(pairs);
    }

    /** A declared difference that no longer exists must be removed. */
    @Property(tries = 1)
    void theDeclaredDifferencesAreReal(@ForAll long seed) {
        Set<String> seen = new TreeSet<>();
        Set<String> declared = new TreeSet<>(differences.otherLayout());
        declared.addAll(differences.renamed().keySet());
        RandomMessages messages = new RandomMessages(seed);
        for (int i = 0; i < 50; i++) {
            EveryMessage.forEach(seed, spec -> differences
                    .declared(spec)
                    .filter(name -> kafka.find(spec).isPresent() && differs(spec, messages.next(spec)))
                    .ifPresent(seen::add));
        }
        assertThat(seen).isEqualTo(declared);
    }

    private boolean differs(MessageSpec spec, Message message) {
        try {
            return !theirMeaning(kafka.find(spec).orElseThrow(), message).equals(ourMeaning(message));
        } catch (RuntimeException refused) {
            return true;
        }
    }

    private static JsonNode theirMeaning(KafkaMessage theirs, Message message) {
        return KafkaJson.plain(theirs.toJson(theirs.read(Codec.encode(message))));
    }

    private static JsonNode ourMeaning(Message message) {
        return KafkaJson.plain(KafkaJson.WITH_SIZES_OF_RECORDS.of(Canonical.of(message)));
    }

    /** Passes each message that the release defines like kspec to an action. */
    private void forEach(long seed, BiConsumer<MessageSpec, KafkaMessage> action) {
        EveryMessage.forEach(seed, spec -> kafka.find(spec)
                .filter(theirs -> !differences.hasOtherLayout(spec))
                .ifPresent(theirs -> action.accept(spec, theirs)));
    }
}
