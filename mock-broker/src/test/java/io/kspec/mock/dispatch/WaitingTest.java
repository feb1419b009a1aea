package io.kspec.mock.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.clock.ManualClock;
import io.kspec.mock.cluster.BrokerIdentity;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.ClusterSettings;
import io.kspec.mock.cluster.RandomIds;
import io.kspec.mock.listener.ListenerName;
import io.kspec.mock.release.BrokerRelease;
import io.kspec.mock.script.Journal;
import io.kspec.mock.script.Script;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A waiting request costs nothing until what it waits for changes or its deadline passes. */
class WaitingTest {
    private static final ApiSpec METADATA = Catalog.standard().api("Metadata");
    private static final ApiSpec HEARTBEAT = Catalog.standard().api("Heartbeat");

    private final ManualClock clock = ManualClock.at(Instant.ofEpochMilli(1_000));
    private final List<Promise> promises = new ArrayList<>();
    private final List<Long> alarms = new ArrayList<>();
    private final Dispatcher dispatcher = new Dispatcher(
            new Cluster(
                    new BrokerIdentity(1, "cluster", "localhost", 9092), ClusterSettings.DEFAULTS, new RandomIds(1)),
            new Router(List.of(new Waiting(), new Immediate()), BrokerRelease.unrestricted(), Map.of()),
            clock,
            (timeMs, wake) -> alarms.add(timeMs),
            new Script(),
            new Journal(10, 1000));

    /** An answer that a test makes known; until then it counts how often it is asked for. */
    private static final class Promise implements PendingAnswer {
        private final Message body;
        private final long deadlineMs;
        private Runnable changed = () -> {};
        private boolean known;
        private boolean released;
        private int polls;

        Promise(Message body, long deadlineMs) {
            this.body = body;
            this.deadlineMs = deadlineMs;
        }

        void become() {
            known = true;
            changed.run();
        }

        @Override
        public void onChange(Runnable listener) {
            changed = listener;
        }

        @Override
        public void release() {
            released = true;
        }

        @Override
        public @Nullable Message poll(long nowMs) {
            polls++;
            return known || nowMs >= deadlineMs ? body : null;
        }

        @Override
        public long deadlineMs() {
            return deadlineMs;
        }
    }

    private final class Waiting implements ApiHandler {
        @Override
        public String api() {
            return METADATA.name();
        }

        @Override
        public Versions versions() {
            return new Versions(0, 5);
        }

        @Override
        public HandlerAnswer answer(Message request, RequestContext context) {
            Promise promise = new Promise(context.response().build(), context.nowMs() + 500);
            promises.add(promise);
            return HandlerAnswer.later(promise);
        }
    }

    private static final class Immediate implements ApiHandler {
        @Override
        public String api() {
            return HEARTBEAT.name();
        }

        @Override
        public Versions versions() {
            return new Versions(0, 1);
        }

        @Override
        public HandlerAnswer answer(Message request, RequestContext context) {
            return HandlerAnswer.now(context.response().build());
        }
    }

    private Conversation open(CountingSink counter) {
        return dispatcher.open(new Entrance(1, ListenerName.PLAINTEXT), "/127.0.0.1", counter);
    }

    private static Bytes request(ApiSpec api) {
        return Frames.encodeRequest(
                api, 0, 7, "a", Message.defaults(api.request(0).struct()));
    }

    private CountingSink waiting() {
        CountingSink counter = new CountingSink();
        open(counter).received(request(METADATA));
        return counter;
    }

    @Test
    void requestsOfOthersDoNotPollAWaitingOne() {
        waiting();
        CountingSink other = new CountingSink();
        Conversation busy = open(other);
        for (int i = 0; i < 100; i++) {
            busy.received(request(HEARTBEAT));
        }

        assertThat(other.responses()).isEqualTo(100);
        assertThat(promises.get(0).polls).isEqualTo(1);
    }

    @Test
    void aChangePollsOnlyThoseWhoWaitForIt() {
        CountingSink first = waiting();
        CountingSink second = waiting();
        promises.get(1).become();
        dispatcher.advance();

        assertThat(first.responses()).isZero();
        assertThat(second.responses()).isEqualTo(1);
        assertThat(promises).extracting(promise -> promise.polls).containsExactly(1, 2);
        assertThat(promises).extracting(promise -> promise.released).containsExactly(false, true);
    }

    @Test
    void aDeadlinePollsOnlyThoseItConcerns() {
        CountingSink first = waiting();
        clock.advance(Duration.ofMillis(100));
        CountingSink second = waiting();
        assertThat(alarms.get(alarms.size() - 1)).isEqualTo(1_500);

        clock.advance(Duration.ofMillis(400));
        dispatcher.advance();

        assertThat(first.responses()).isEqualTo(1);
        assertThat(second.responses()).isZero();
        assertThat(promises.get(1).polls).isEqualTo(1);
        assertThat(alarms.get(alarms.size() - 1)).isEqualTo(1_600);
    }

    @Test
    void aClientThatDisconnectsWaitsForNothing() {
        CountingSink counter = new CountingSink();
        Conversation conversation = open(counter);
        conversation.received(request(METADATA));
        conversation.closed();
        promises.get(0).become();
        clock.advance(Duration.ofSeconds(1));
        dispatcher.advance();

        assertThat(promises.get(0).released).isTrue();
        assertThat(promises.get(0).polls).isEqualTo(1);
        assertThat(counter.responses()).isZero();
        assertThat(alarms.get(alarms.size() - 1)).isEqualTo(PendingAnswer.NEVER);
    }
}
