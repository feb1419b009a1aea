package io.kspec.mock.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.mock.clock.ManualClock;
import io.kspec.mock.script.RequestPattern;
import io.kspec.mock.script.ResponseDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

class MockBrokerExtensionTest {
    /** The brokers that the played classes have used, by what used them. */
    private static final Map<String, MockBroker> USED = new ConcurrentHashMap<>();

    private static final String REFUSED = "GROUP_AUTHORIZATION_FAILED is 30";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void forget() {
        USED.clear();
    }

    private EngineExecutionResults play(Class<?> tests) {
        return play(tests, Map.of());
    }

    private EngineExecutionResults play(Class<?> tests, Map<String, String> parameters) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .configurationParameters(parameters)
                .outputDirectoryCreator(folderFor(folder))
                .execute();
    }

    private static OutputDirectoryCreator folderFor(Path folder) {
        return new OutputDirectoryCreator() {
            @Override
            public Path getRootDirectory() {
                return folder;
            }

            @Override
            public Path createOutputDirectory(TestDescriptor test) {
                return folder;
            }
        };
    }

    private static void heartbeat(MockBroker broker) {
        try (WireClient client = new WireClient(broker)) {
            USED.put(
                    "error "
                            + client.ask("Heartbeat", 1, request -> request.set("GroupId", "g"))
                                    .getInt("ErrorCode"),
                    broker);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MockBroker used(String by) {
        return Objects.requireNonNull(USED.get(by), by);
    }

    private static void assertAllPass(EngineExecutionResults results, int count) {
        results.testEvents().assertStatistics(tests -> tests.succeeded(count).failed(0));
        assertThat(USED.values()).allMatch(MockBroker::isClosed);
    }

    @WithMockBroker(
            topics = {"orders:3", "logs"},
            stubs = "refused.yaml",
            autoCreateTopics = false)
    static class PerMethod {
        @BeforeEach
        void before(MockBroker broker) {
            USED.put("before", broker);
        }

        @AfterEach
        void after(MockBroker broker) {
            assertThat(USED).containsEntry("before", broker);
        }

        @Test
        void first(MockBroker broker) {
            assertThat(USED).containsEntry("before", broker);
            USED.put("first", broker);
            heartbeat(broker);
        }

        @Test
        void second(MockBroker broker) {
            USED.put("second", broker);
            List<Integer> partitions = broker.cluster().call(cluster -> cluster.topics().all().stream()
                    .map(topic -> topic.partitions().size())
                    .toList());
            assertThat(partitions).containsExactly(1, 3);
        }

        @ParameterizedTest
        @ValueSource(strings = {"third", "fourth"})
        void more(String name, MockBroker broker) {
            USED.put(name, broker);
        }
    }

    @Test
    void eachMethodHasABrokerWithTopicsAndStubs() {
        assertAllPass(play(PerMethod.class), 4);

        assertThat(Set.of(used("first"), used("second"), used("third"), used("fourth")))
                .hasSize(4);
        assertThat(USED).containsEntry("error 30", used("first"));
    }

    @WithMockBroker(topics = "orders", lifecycle = BrokerLifecycle.PER_CLASS)
    static class PerClass {
        @BeforeAll
        static void beforeAll(MockBroker broker) {
            USED.put("all", broker);
        }

        @Test
        void first(MockBroker broker) {
            assertThat(USED).containsEntry("all", broker);
        }

        @Test
        @WithMockBroker
        void other(MockBroker broker) {
            assertThat(USED).doesNotContainValue(broker);
            USED.put("other", broker);
        }

        @Nested
        class Inner {
            @Test
            void second(MockBroker broker) {
                assertThat(USED).containsEntry("all", broker);
            }
        }

        @Nested
        @WithMockBroker(lifecycle = BrokerLifecycle.PER_CLASS)
        class OwnBroker {
            @Test
            void third(MockBroker broker) {
                assertThat(USED).doesNotContainValue(broker);
                USED.put("third", broker);
            }
        }

        @Nested
        @WithMockBroker
        class BrokerPerMethod {
            @Test
            void fourth(MockBroker broker) {
                assertThat(USED).doesNotContainValue(broker);
                USED.put("fourth", broker);
            }
        }
    }

    @Test
    void aClassSharesABrokerWithItsNestedClasses() {
        assertAllPass(play(PerClass.class), 5);

        assertThat(USED).containsKeys("all", "other", "third", "fourth");
    }

    @WithMockBroker
    static class InConstructor {
        private final MockBroker broker;

        InConstructor(MockBroker broker) {
            this.broker = broker;
        }

        @Test
        void first(MockBroker same) {
            assertThat(same).isSameAs(broker);
            USED.put("first", broker);
        }

        @Test
        void second(MockBroker same) {
            assertThat(same).isSameAs(broker);
            USED.put("second", broker);
        }
    }

    @Test
    void aConstructorHasTheBrokerOfItsMethod() {
        assertAllPass(play(InConstructor.class), 2);

        assertThat(used("first")).isNotSameAs(used("second"));
    }

    @ExtendWith(MockBrokerExtension.class)
    static class WithoutAnnotation {
        @Test
        void test(MockBroker broker) {
            USED.put("test", broker);
        }
    }

    @Test
    void anExtensionWithoutAnnotationHasDefaults() {
        assertAllPass(play(WithoutAnnotation.class), 1);
    }

    static class Registered {
        @RegisterExtension
        static final MockBrokerExtension SHARED = MockBrokerExtension.of(
                        MockBroker.builder().clock(ManualClock.at(Instant.EPOCH)))
                .with(RequestPattern.request("Heartbeat").willReturn(ResponseDefinition.silence()));

        @Test
        void first(MockBroker broker) {
            assertThat(broker).isSameAs(SHARED.broker());
            assertThat(broker.stubs()).hasSize(1);
            assertThat(broker.nowMs()).isZero();
            USED.put("first", broker);
        }

        @Test
        void second(MockBroker broker) {
            assertThat(broker).isSameAs(SHARED.broker());
            USED.put("second", broker);
        }
    }

    @Test
    void methodsShareTheBrokerOfAStaticField() {
        assertAllPass(play(Registered.class), 2);

        assertThat(used("first")).isSameAs(used("second"));
        assertThat(Registered.SHARED).satisfies(extension -> assertThatIllegalStateException()
                .isThrownBy(extension::broker)
                .withMessage("expected one running broker of this extension, found 0"));
    }

    static class RegisteredPerInstance {
        @RegisterExtension
        final MockBrokerExtension own = MockBrokerExtension.of(MockBroker.builder());

        @Test
        void first() {
            USED.put("first", own.broker());
        }

        @Test
        void second() {
            USED.put("second", own.broker());
        }
    }

    @Test
    void methodsHaveBrokersOfTheirOwnWithAFieldThatIsNotStatic() {
        assertAllPass(play(RegisteredPerInstance.class), 2);

        assertThat(used("first")).isNotSameAs(used("second"));
    }

    @WithMockBroker
    static class Parallel {
        /** JUnit may let one of its threads wait for the others, so that not all tests run at the same time. */
        private static final CountDownLatch TWO = new CountDownLatch(2);

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4})
        void meets(int number, MockBroker broker) throws InterruptedException {
            heartbeat(broker);
            TWO.countDown();
            assertThat(TWO.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(broker.journal()).hasSize(1);
            USED.put("test " + number, broker);
        }
    }

    @Test
    void testsInParallelDoNotShareBrokers() {
        EngineExecutionResults results = play(
                Parallel.class,
                Map.of(
                        "junit.jupiter.execution.parallel.enabled", "true",
                        "junit.jupiter.execution.parallel.mode.default", "concurrent",
                        "junit.jupiter.execution.parallel.config.strategy", "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", "4"));

        assertAllPass(results, 4);
        assertThat(Set.copyOf(USED.values())).hasSize(4);
    }

    @WithMockBroker(stubs = "refused.yaml", lifecycle = BrokerLifecycle.PER_CLASS)
    static class Failing {
        @Test
        void fails(MockBroker broker) {
            heartbeat(broker);
            throw new IllegalStateException(REFUSED);
        }

        @Test
        void passes(MockBroker broker) {
            heartbeat(broker);
        }
    }

    @Test
    void aFailedTestHasTheJournalOfItsRequestsAttached() throws IOException {
        EngineExecutionResults results = play(Failing.class);

        results.testEvents().assertThatEvents().haveExactly(1, event(finishedWithFailure(message(REFUSED))));
        List<String> reports = results.testEvents()
                .reportingEntryPublished()
                .map(event -> event.getPayload(ReportEntry.class).orElseThrow())
                .map(entry -> entry.getKeyValuePairs().get(JournalAttachment.REPORT_KEY))
                .toList();
        assertThat(reports)
                .singleElement()
                .asString()
                .contains("Heartbeat v1: ANSWERED by stub refused")
                .doesNotContain("\n");
        List<FileEntry> files = results.testEvents()
                .fileEntryPublished()
                .map(event -> event.getPayload(FileEntry.class).orElseThrow())
                .toList();
        assertThat(files).singleElement().satisfies(file -> assertThat(Files.readAllLines(file.getPath()))
                .singleElement()
                .asString()
                .contains("\"api\":\"Heartbeat\"")
                .contains("\"hex\":\"000c0001"));
    }

    @WithMockBroker
    static class BrokerPerMethodInBeforeAll {
        @BeforeAll
        static void beforeAll(@Nullable MockBroker broker) {}

        @Test
        void test() {}
    }

    @WithMockBroker(topics = "orders:none")
    static class BadTopic {
        @Test
        void test() {}
    }

    @WithMockBroker(stubs = "no-such.yaml")
    static class NoStubs {
        @Test
        void test() {}
    }

    @Test
    void whatCannotBeIsSaid() {
        assertFailure(BrokerPerMethodInBeforeAll.class, "lifecycle = PER_CLASS");
        assertFailure(BadTopic.class, "expected a topic such as orders or orders:3, found orders:none");
        assertFailure(NoStubs.class, "found no-such.yaml");
    }

    private void assertFailure(Class<?> tests, String expected) {
        play(tests)
                .allEvents()
                .assertThatEvents()
                .haveExactly(1, event(finishedWithFailure(message(found -> found.contains(expected)))));
    }
}
