package io.kspec.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.mock.MockBroker;
import io.kspec.mock.cluster.ClusterSettings;
import io.kspec.mock.script.RequestPattern;
import io.kspec.mock.transaction.TransactionSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java client, of the newest release, does transactions in both ways that KIP-890 leaves it. */
@Timeout(120)
@Tag("long")
@ParameterizedClass(name = "transaction.version {0}")
@ValueSource(ints = {1, 2})
class JavaTransactionsTest {
    private static final TopicPartition IN = new TopicPartition("in", 0);
    private static final TopicPartition OUT = new TopicPartition("out", 0);

    @Parameter
    private int transactionVersion;

    private MockBroker broker;

    @BeforeEach
    void start() throws IOException {
        broker = MockBroker.builder()
                .settings(ClusterSettings.DEFAULTS.withTransactions(
                        TransactionSettings.DEFAULTS.withVersion(transactionVersion)))
                .topic("in", 1)
                .topic("out", 2)
                .start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private KafkaProducer<String, String> producer(String transactionalId) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", transactionalId),
                new StringSerializer(),
                new StringSerializer());
    }

    private KafkaConsumer<String, String> consumer(String group, String isolation) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrap(),
                        "group.id",
                        group,
                        "isolation.level",
                        isolation,
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private static List<String> read(KafkaConsumer<String, String> consumer, int count) {
        List<String> values = new ArrayList<>();
        while (values.size() < count) {
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                values.add(record.value());
            }
        }
        return values;
    }

    /** Sends a record; if that fails, so does the end of the transaction. */
    private static void send(KafkaProducer<String, String> producer, ProducerRecord<String, String> sent) {
        Future<RecordMetadata> unused = producer.send(sent);
    }

    @Test
    void onlyCommittedRecordsReachAConsumerOfCommittedRecords() {
        try (KafkaProducer<String, String> producer = producer("tx")) {
            producer.initTransactions();
            for (int i = 0; i < 10; i++) {
                producer.beginTransaction();
                send(producer, new ProducerRecord<>("out", 0, "k", "v" + i));
                send(producer, new ProducerRecord<>("out", 1, "k", "w" + i));
                producer.flush();
                if (i % 2 == 0) {
                    producer.commitTransaction();
                } else {
                    producer.abortTransaction();
                }
            }
            producer.beginTransaction();
            send(producer, new ProducerRecord<>("out", 0, "k", "open"));
            producer.flush();
            try (KafkaConsumer<String, String> committed = consumer("c", "read_committed");
                    KafkaConsumer<String, String> all = consumer("a", "read_uncommitted")) {
                committed.assign(Set.of(OUT));
                all.assign(Set.of(OUT));
                assertThat(read(committed, 5)).containsExactly("v0", "v2", "v4", "v6", "v8");
                assertThat(committed.poll(Duration.ofMillis(200))).isEmpty();
                assertThat(read(all, 6)).hasSizeGreaterThan(5);
                producer.commitTransaction();
                assertThat(read(committed, 1)).containsExactly("open");
            }
        }
        assertThat(broker.journal(RequestPattern.request("AddPartitionsToTxn")).isEmpty())
                .isEqualTo(transactionVersion == 2);
    }

    @Test
    void offsetsAreCommittedWithTheTransaction() throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = producer("tx");
                KafkaConsumer<String, String> consumer = consumer("g", "read_committed");
                Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrap()))) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, new ProducerRecord<>("in", 0, "k", "v"));
            producer.commitTransaction();
            consumer.subscribe(List.of("in"));
            assertThat(read(consumer, 1)).containsExactly("v");
            ConsumerGroupMetadata group = consumer.groupMetadata();

            producer.beginTransaction();
            producer.sendOffsetsToTransaction(Map.of(IN, new OffsetAndMetadata(1)), group);
            producer.abortTransaction();
            assertThat(consumer.committed(Set.of(IN)).get(IN)).isNull();

            producer.beginTransaction();
            send(producer, new ProducerRecord<>("out", 0, "k", "copied"));
            producer.sendOffsetsToTransaction(Map.of(IN, new OffsetAndMetadata(1)), group);
            assertThat(admin.describeTransactions(List.of("tx"))
                            .description("tx")
                            .get()
                            .state())
                    .isEqualTo(TransactionState.ONGOING);
            producer.commitTransaction();
            assertThat(consumer.committed(Set.of(IN))).hasEntrySatisfying(IN, offset -> assertThat(offset.offset())
                    .isEqualTo(1));
            assertThat(admin.listTransactions().all().get())
                    .singleElement()
                    .satisfies(listing -> assertThat(listing.state()).isEqualTo(TransactionState.COMPLETE_COMMIT));
        }
    }

    @Test
    void aNewProducerFencesTheOldOne() {
        try (KafkaProducer<String, String> old = producer("tx");
                KafkaProducer<String, String> successor = producer("tx")) {
            old.initTransactions();
            old.beginTransaction();
            send(old, new ProducerRecord<>("out", 0, "k", "old"));
            old.flush();

            successor.initTransactions();

            assertThatThrownBy(old::commitTransaction)
                    .isInstanceOfAny(ProducerFencedException.class, InvalidProducerEpochException.class);
            successor.beginTransaction();
            send(successor, new ProducerRecord<>("out", 0, "k", "new"));
            successor.commitTransaction();
            try (KafkaConsumer<String, String> committed = consumer("c", "read_committed")) {
                committed.assign(Set.of(OUT));
                assertThat(read(committed, 1)).containsExactly("new");
            }
        }
    }

    @Test
    void anAdministratorAbortsAnOpenTransaction() throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = producer("tx");
                Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrap()))) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, new ProducerRecord<>("out", 0, "k", "open"));
            producer.flush();
            assertThat(admin.describeProducers(List.of(OUT))
                            .partitionResult(OUT)
                            .get()
                            .activeProducers())
                    .singleElement()
                    .satisfies(active ->
                            assertThat(active.currentTransactionStartOffset()).hasValue(0));

            admin.fenceProducers(List.of("tx")).all().get();

            assertThat(admin.describeProducers(List.of(OUT))
                            .partitionResult(OUT)
                            .get()
                            .activeProducers())
                    .singleElement()
                    .satisfies(active ->
                            assertThat(active.currentTransactionStartOffset()).isEmpty());
        }
    }
}
