package io.kspec.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kspec.clients.install.PythonPackages;
import io.kspec.clients.install.Tool;
import io.kspec.mock.MockBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real clients say of planted bugs what the rules, evaluated on the same exchanges, say that they print. */
@Tag("long")
@Timeout(600)
class PlantedBugsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String RECORDS = "\"Responses[*].Partitions[*].Records\"";
    private static final String WRONG_ID = "{request: {api: Fetch}, response: {correlationIdOffBy: 1}}";
    private static final String CUT = "{request: {api: Fetch}, response: {bytes: [{truncate: 2}]}}";
    private static final String WRONG_CRC =
            "{request: {api: Fetch}, response: {records: [{wrongCrc: " + RECORDS + "}]}}";

    private static final String UNKNOWN_ERROR =
            "{request: {api: Fetch}, response: {set: {\"Responses[*].Partitions[*].ErrorCode\": 999}}}";
    private static final String NO_VERSIONS = "{request: {api: ApiVersions}, response: {set: {ApiKeys: []}}}";

    /** Of a consumer that reads a partition. */
    private static final List<PlantedBug> OF_JAVA_CONSUMERS = List.of(
            new PlantedBug(
                    "Java",
                    WRONG_ID,
                    "Correlation id for response (%d) does not match request (%d), request header: %s"),
            new PlantedBug("Java", CUT, "Buffer underflow while parsing response for request with header %s"),
            new PlantedBug(
                    "Java",
                    "{request: {api: Fetch}, response: {bytes: [{miscount: Responses, by: 1000}]}}",
                    "Tried to allocate a collection of size %d, but there are only %d bytes remaining."),
            new PlantedBug(
                    "Java",
                    "{request: {api: Metadata}, response: {bytes: [{replace: \"Brokers[*].Host\", hex: \"00\"}]}}",
                    "non-nullable field %s was serialized as null"),
            new PlantedBug(
                    "Java",
                    WRONG_CRC,
                    "Record batch for partition %s at offset %d is invalid, cause: Record is corrupt (stored crc = %d,"
                            + " computed crc = %d)"));

    private static final PlantedBug OF_JAVA_MEMBERS = new PlantedBug(
            "Java",
            "{request: {api: JoinGroup}, response: {set: {ProtocolName: \"\"}}}",
            "Coordinator selected invalid assignment protocol: %s");

    private static final PlantedBug OF_JAVA_ADMINS = new PlantedBug(
            "Java",
            "{request: {api: Metadata}, response: {set: {ControllerId: 99}}}",
            "Timed out waiting for a node assignment. Call: %s");

    private static final List<PlantedBug> OF_PYTHON_CONSUMERS = List.of(
            new PlantedBug("kafka-python", WRONG_ID, "Correlation IDs do not match: sent %d, recv %d"),
            new PlantedBug("kafka-python", WRONG_CRC, "Record batch for partition %s at offset %s failed crc check"),
            new PlantedBug("kafka-python", CUT, "IndexError: index out of bounds on dimension %d"),
            new PlantedBug(
                    "kafka-python",
                    "{request: {api: ListOffsets}, response: {bytes: [{truncate: 6}]}}",
                    "Unable to decode response"),
            new PlantedBug(
                    "librdkafka",
                    CUT,
                    "Protocol read buffer underflow for %s v%hd ... expected %zu bytes > %zu remaining bytes"),
            new PlantedBug(
                    "librdkafka",
                    "{request: {api: Fetch}, response: {set: {" + RECORDS + ": null}}}",
                    "%s [%d]: invalid MessageSetSize %d"),
            new PlantedBug(
                    "librdkafka",
                    "{request: {api: Fetch}, response: {set: {\"Responses[*].Partitions[*].PreferredReadReplica\": 0}}}",
                    "Fetch response has both preferred read replica and non-zero message set size: %d: skipping messages"),
            new PlantedBug("aiokafka", WRONG_ID, "Correlation ids do not match: sent %d, recv %d"),
            new PlantedBug("aiokafka", CUT, "Unexpected exception in AIOKafkaConnection"),
            new PlantedBug("aiokafka", WRONG_CRC, "Invalid CRC - %s"),
            new PlantedBug("aiokafka", UNKNOWN_ERROR, "Unexpected error while fetching data: UnknownError"),
            new PlantedBug("aiokafka", NO_VERSIONS, "%s cannot be used if the API version is unknown"));

    private static final List<PlantedBug> OF_NODE_CONSUMERS = List.of(
            new PlantedBug("platformatic", CUT, "Error: Out of bounds."),
            new PlantedBug(
                    "platformatic",
                    UNKNOWN_ERROR,
                    "TypeError: Cannot destructure property 'id' of 'protocolErrors[...]' as it is undefined."));

    private static final PlantedBug OF_NODE_AS_IT_COMES = new PlantedBug("platformatic", WRONG_CRC, "read value");

    private static final List<PlantedBug> OF_RUST_CONSUMERS = List.of(
            new PlantedBug("rskafka", CUT, "Cannot read data: failed to fill whole buffer"),
            new PlantedBug("rskafka", WRONG_CRC, "CRC error, got 0x%x, expected 0x%x"),
            new PlantedBug(
                    "rskafka",
                    "{request: {api: Fetch}, response: {bytes: [{append: \"00\"}]}}",
                    "Data left at the end of the message. Got %d bytes but only read %d bytes. api_key=%s api_version=%d"),
            new PlantedBug("rskafka", UNKNOWN_ERROR, "Server error Unknown(%d) with message \"n/a\""),
            new PlantedBug("rskafka", NO_VERSIONS, "Cannot find matching version for: %s"),
            new PlantedBug(
                    "rskafka",
                    "{request: {api: Fetch}, response: {set: {Responses: []}}}",
                    "Expected a single topic in response, got %d"),
            new PlantedBug(
                    "rskafka",
                    "{request: {api: Metadata}, response: {set: {Brokers: []}}}",
                    "Partition leader %d not found in metadata response"));

    static List<PlantedBug> ofJavaConsumers() {
        return OF_JAVA_CONSUMERS;
    }

    /** What librdkafka says of wrong checksums if it is configured to look at them. */
    private static final PlantedBug OF_CHECKING_LIBRDKAFKA = new PlantedBug(
            "librdkafka",
            WRONG_CRC,
            "MessageSet at offset %lld (%d bytes) failed CRC32C check (original 0x%x != calculated 0x%x)");

    /** What the driver says of a record that it reads. */
    private static final PlantedBug OF_LIBRDKAFKA_AS_IT_COMES = new PlantedBug("librdkafka", WRONG_CRC, "read value");

    @TempDir
    private Path folder = Path.of("");

    /** Those of the bugs that one process meets, one after the other. */
    private final List<MockBroker> brokers = new ArrayList<>();

    @AfterEach
    void close() {
        brokers.forEach(MockBroker::close);
    }

    /** A broker with one record. */
    private static MockBroker broker() throws Exception {
        MockBroker broker = MockBroker.builder().topic(PlantedBug.TOPIC, 1).start();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap()), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(PlantedBug.TOPIC, 0, "key", "value"))
                    .get();
        }
        return broker;
    }

    private static KafkaConsumer<String, String> consumer(MockBroker broker) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrap(),
                        "group.id",
                        "planted",
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false,
                        "fetch.max.wait.ms",
                        100),
                new StringDeserializer(),
                new StringDeserializer());
    }

    /** Polls until there is a record. */
    private static String read(KafkaConsumer<String, String> consumer) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (var found : consumer.poll(Duration.ofMillis(100))) {
                return found.value();
            }
        }
        return "";
    }

    /** The messages of a failure and of its causes. */
    private static String said(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .map(Throwable::toString)
                .collect(Collectors.joining(" "));
    }

    private static void assertSaid(PlantedBug bug, String said, MockBroker broker) {
        assertThat(said).as("%s", bug).containsPattern(bug.pattern());
        assertThat(bug.predicted(broker)).as("what the rules say of %s", bug).contains(bug.prints());
    }

    @ParameterizedTest
    @MethodSource("ofJavaConsumers")
    void aJavaConsumerSaysWhatTheRuleSays(PlantedBug bug) throws Exception {
        try (MockBroker broker = broker();
                KafkaConsumer<String, String> consumer = consumer(broker)) {
            bug.plant(broker);
            consumer.assign(List.of(new TopicPartition(PlantedBug.TOPIC, 0)));

            assertSaid(bug, said(catchThrowable(() -> read(consumer))), broker);
            broker.resetStubs();
        }
    }

    @Test
    void aJavaMemberSaysWhatTheRuleSays() throws Exception {
        try (MockBroker broker = broker();
                KafkaConsumer<String, String> consumer = consumer(broker)) {
            OF_JAVA_MEMBERS.plant(broker);
            consumer.subscribe(List.of(PlantedBug.TOPIC));

            assertSaid(OF_JAVA_MEMBERS, said(catchThrowable(() -> read(consumer))), broker);
            broker.resetStubs();
        }
    }

    @Test
    void aJavaAdminSaysWhatTheRuleSays() throws Exception {
        try (MockBroker broker = MockBroker.start()) {
            OF_JAVA_ADMINS.plant(broker);
            try (Admin admin = Admin.create(Map.of(
                    "bootstrap.servers",
                    broker.bootstrap(),
                    "request.timeout.ms",
                    1000,
                    "default.api.timeout.ms",
                    1500))) {
                Throwable thrown = catchThrowable(() -> admin.createTopics(List.of(new NewTopic("t", 1, (short) 1)))
                        .all()
                        .get());

                assertSaid(OF_JAVA_ADMINS, said(thrown), broker);
                broker.resetStubs();
            }
        }
    }

    /** A rule may say as well that a client does not notice. */
    @Test
    void aJavaConsumerDoesNotLookAtTrailingBytes() throws Exception {
        PlantedBug bug = new PlantedBug("Java", "{request: {api: Fetch}, response: {bytes: [{append: \"00\"}]}}", "");
        try (MockBroker broker = broker();
                KafkaConsumer<String, String> consumer = consumer(broker)) {
            bug.plant(broker);
            consumer.assign(List.of(new TopicPartition(PlantedBug.TOPIC, 0)));

            assertThat(read(consumer)).isEqualTo("value");
            assertThat(bug.predicted(broker)).isEmpty();
        }
    }

    /** All brokers of a client are consumed by one process, one after the other. */
    @ParameterizedTest
    @EnabledIfSystemProperty(
            named = "kspec.clients",
            matches = "true",
            disabledReason = "takes a minute; mvn verify -Pclients plays it")
    @CsvSource({"kafka-python, kafka_python", "librdkafka, confluent", "aiokafka, aiokafka"})
    void aPythonConsumerSaysWhatTheRuleSays(String client, String driver) throws Exception {
        Path packages = Path.of("target", "drivers", "python").toAbsolutePath();
        PythonPackages.install(Path.of("python").toAbsolutePath(), packages);
        List<PlantedBug> bugs = OF_PYTHON_CONSUMERS.stream()
                .filter(bug -> bug.client().equals(client))
                .toList();
        plant(bugs);

        assertEachSaid(bugs, said(packages, driver, bugs));
    }

    /** The rule says what librdkafka does as it comes, and names the configuration that changes it. */
    @Test
    @EnabledIfSystemProperty(
            named = "kspec.clients",
            matches = "true",
            disabledReason = "takes half a minute; mvn verify -Pclients plays it")
    void librdkafkaVerifiesChecksumsOnlyIfItIsConfiguredTo() throws Exception {
        Path packages = Path.of("target", "drivers", "python").toAbsolutePath();
        PythonPackages.install(Path.of("python").toAbsolutePath(), packages);
        plant(List.of(OF_LIBRDKAFKA_AS_IT_COMES));
        List<String> asItComes = said(packages, "confluent", List.of(OF_LIBRDKAFKA_AS_IT_COMES));
        List<String> checking = said(packages, "confluent_checking", List.of(OF_CHECKING_LIBRDKAFKA));

        assertThat(asItComes).singleElement().asString().containsPattern(OF_LIBRDKAFKA_AS_IT_COMES.pattern());
        assertThat(checking).singleElement().asString().containsPattern(OF_CHECKING_LIBRDKAFKA.pattern());
        assertThat(OF_LIBRDKAFKA_AS_IT_COMES.predicted(brokers.get(0))).isEmpty();
    }

    /** Its rule for wrong checksums says that it does not notice. */
    @Test
    @EnabledIfSystemProperty(
            named = "kspec.clients",
            matches = "true",
            disabledReason = "takes half a minute; mvn verify -Pclients plays it")
    void aNodeConsumerSaysWhatTheRuleSays() throws Exception {
        Path driver = driver("platformatic").folder();
        List<PlantedBug> bugs = new ArrayList<>(OF_NODE_CONSUMERS);
        bugs.add(OF_NODE_AS_IT_COMES);
        plant(bugs);
        List<String> said = said(new Tool("node"), driver, List.of("planted.mjs"), bugs);

        assertEachSaid(OF_NODE_CONSUMERS, said);
        assertThat(said).last().asString().containsPattern(OF_NODE_AS_IT_COMES.pattern());
        assertThat(OF_NODE_AS_IT_COMES.predicted(brokers.get(bugs.size() - 1))).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(
            named = "kspec.clients",
            matches = "true",
            disabledReason = "compiling it takes minutes; mvn verify -Pclients plays it")
    void aRustConsumerSaysWhatTheRuleSays() throws Exception {
        Path binary = Path.of(driver("rskafka").words().get(0)).resolveSibling("planted");
        plant(OF_RUST_CONSUMERS);

        assertEachSaid(OF_RUST_CONSUMERS, said(new Tool(binary.toString()), folder, List.of(), OF_RUST_CONSUMERS));
    }

    private static DriverCommand driver(String id) throws IOException, InterruptedException {
        return Drivers.of(Declarations.read().clients().stream()
                .filter(client -> client.id().equals(id))
                .findFirst()
                .orElseThrow());
    }

    /** Plants each bug in a broker of its own. */
    private void plant(List<PlantedBug> bugs) throws Exception {
        for (PlantedBug bug : bugs) {
            MockBroker broker = broker();
            brokers.add(broker);
            bug.plant(broker);
        }
    }

    /** What a client said of each bug must be what the rule says of it. */
    private void assertEachSaid(List<PlantedBug> bugs, List<String> said) {
        for (int i = 0; i < bugs.size(); i++) {
            assertSaid(bugs.get(i), said.get(i), brokers.get(i));
        }
    }

    private List<String> said(Path packages, String driver, List<PlantedBug> bugs)
            throws IOException, InterruptedException {
        return said(
                new Tool("python3"),
                Path.of("python").toAbsolutePath(),
                List.of("-B", "planted.py", packages.toString(), driver),
                bugs);
    }

    /** Where a client said each of the bugs. */
    private List<String> said(Tool tool, Path where, List<String> words, List<PlantedBug> bugs)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(words);
        for (int i = 0; i < bugs.size(); i++) {
            arguments.add(brokers.get(i).bootstrap());
            arguments.add(bugs.get(i).pattern());
        }
        Path output = folder.resolve("said");
        tool.run(where, output, arguments.toArray(String[]::new));
        return Files.readAllLines(output).stream()
                .filter(line -> line.startsWith("said:"))
                .toList();
    }
}
