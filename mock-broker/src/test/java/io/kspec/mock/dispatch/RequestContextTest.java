package io.kspec.mock.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.clock.ManualClock;
import io.kspec.mock.cluster.BrokerIdentity;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.ClusterSettings;
import io.kspec.mock.cluster.RandomIds;
import io.kspec.mock.listener.ListenerName;
import io.kspec.mock.listener.SecurityProtocol;
import io.kspec.mock.release.BrokerRelease;
import io.kspec.mock.script.Journal;
import io.kspec.mock.script.Script;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A handler is told which broker and listener received a request, and who sent it. */
class RequestContextTest {
    private static final ApiSpec METADATA = Catalog.standard().api("Metadata");

    private final List<RequestContext> seen = new ArrayList<>();

    private final class Remembering implements ApiHandler {
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
            seen.add(context);
            return HandlerAnswer.none(context.response().build());
        }
    }

    @Test
    void aRequestBelongsToTheBrokerAndListenerThatAcceptedItsConnection() {
        Dispatcher dispatcher = new Dispatcher(
                new Cluster(
                        new BrokerIdentity(1, "cluster", "localhost", 9092),
                        ClusterSettings.DEFAULTS,
                        new RandomIds(1)),
                new Router(List.of(new Remembering()), BrokerRelease.unrestricted(), Map.of()),
                ManualClock.at(Instant.ofEpochMilli(77)),
                (timeMs, wake) -> {},
                new Script(),
                new Journal(10, 1000));
        Bytes request = Frames.encodeRequest(
                METADATA, 1, 7, "a", Message.defaults(METADATA.request(1).struct()));

        dispatcher
                .open(new Entrance(2, ListenerName.PLAINTEXT), "/127.0.0.1", new CountingSink())
                .received(request);
        dispatcher
                .open(
                        new Entrance(3, new ListenerName("INTERNAL", SecurityProtocol.PLAINTEXT)),
                        "/127.0.0.1",
                        new CountingSink())
                .received(request);

        assertThat(seen).extracting(RequestContext::brokerId).containsExactly(2, 3);
        assertThat(seen).extracting(RequestContext::listener).containsExactly("PLAINTEXT", "INTERNAL");
        assertThat(seen).extracting(RequestContext::principal).containsOnly("User:ANONYMOUS");
        assertThat(seen).extracting(RequestContext::clientHost).containsOnly("/127.0.0.1");
        assertThat(seen).extracting(RequestContext::nowMs).containsOnly(77L);
    }
}
