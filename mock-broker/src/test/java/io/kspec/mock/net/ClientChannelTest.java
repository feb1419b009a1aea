package io.kspec.mock.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.api.Handlers;
import io.kspec.mock.clock.ManualClock;
import io.kspec.mock.cluster.BrokerIdentity;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.ClusterSettings;
import io.kspec.mock.cluster.RandomIds;
import io.kspec.mock.dispatch.Dispatcher;
import io.kspec.mock.dispatch.Entrance;
import io.kspec.mock.dispatch.Router;
import io.kspec.mock.listener.ListenerName;
import io.kspec.mock.release.BrokerRelease;
import io.kspec.mock.script.Journal;
import io.kspec.mock.script.RequestPattern;
import io.kspec.mock.script.ResponseDefinition;
import io.kspec.mock.script.Script;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The connection of a client that sends several requests at once. */
class ClientChannelTest {
    private static final ApiSpec LIST_GROUPS = Catalog.standard().api("ListGroups");

    private final ManualClock clock = ManualClock.at(Instant.ofEpochMilli(1_000));
    private final Script script = new Script();
    private final Dispatcher dispatcher = dispatcher();
    private final FlushCounter flushes = new FlushCounter();
    private final EmbeddedChannel channel = new EmbeddedChannel();

    ClientChannelTest() {
        channel.pipeline()
                .addLast(flushes)
                .addLast(ClientChannel.handlers(
                        dispatcher,
                        new Entrance(1, ListenerName.PLAINTEXT),
                        SocketLimits.DEFAULTS,
                        new InputBudget(1_000, (limit, consequence) -> {}),
                        new OutputBudget(1_000, (limit, consequence) -> {}, () -> 0)));
        channel.pipeline().fireChannelActive();
    }

    private Dispatcher dispatcher() {
        Cluster cluster = new Cluster(
                new BrokerIdentity(1, "cluster", "localhost", 9092), ClusterSettings.DEFAULTS, new RandomIds(1));
        Router router = new Router(Handlers.of(cluster), BrokerRelease.unrestricted(), Map.of());
        return new Dispatcher(cluster, router, clock, (timeMs, wake) -> {}, script, new Journal(10, 1_000));
    }

    private static final class FlushCounter extends ChannelOutboundHandlerAdapter {
        private int count;

        @Override
        public void flush(ChannelHandlerContext context) {
            count++;
            context.flush();
        }
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private static ByteBuf requests(int... correlationIds) {
        ByteBuf input = Unpooled.buffer();
        for (int id : correlationIds) {
            Bytes frame = Frames.encodeRequest(
                    LIST_GROUPS,
                    0,
                    id,
                    "a",
                    Message.defaults(LIST_GROUPS.request(0).struct()));
            input.writeInt(frame.size()).writeBytes(frame.toArray());
        }
        return input;
    }

    /** The correlation ids of the responses since the last call. */
    private List<Integer> answered() {
        ByteBuf output = Unpooled.buffer();
        ByteBuf next = channel.readOutbound();
        while (next != null) {
            output.writeBytes(next);
            next.release();
            next = channel.readOutbound();
        }
        List<Integer> ids = new ArrayList<>();
        while (output.isReadable()) {
            int size = output.readInt();
            ids.add(output.readInt());
            output.skipBytes(size - Integer.BYTES);
        }
        return ids;
    }

    private void stub(ResponseDefinition response) {
        script.add(RequestPattern.request("ListGroups").willReturn(response).onFirst(1));
    }

    @Test
    void responsesToRequestsThatArriveTogetherLeaveTogether() {
        channel.writeInbound(requests(1, 2, 3));

        assertThat(answered()).containsExactly(1, 2, 3);
        assertThat(flushes.count).isEqualTo(1);
    }

    @Test
    void aResponseThatIsDelayedDoesNotHoldBackThoseBeforeIt() {
        channel.writeInbound(requests(1));
        stub(ResponseDefinition.asKafka().after(Duration.ofMillis(10)));
        channel.writeInbound(requests(2, 3));
        assertThat(answered()).containsExactly(1);

        clock.advance(Duration.ofMillis(10));
        dispatcher.advance();

        assertThat(answered()).containsExactly(2, 3);
    }

    @Test
    void responsesLeaveBeforeTheConnectionIsClosed() {
        channel.writeInbound(requests(1, 2).writeInt(-1));

        assertThat(answered()).containsExactly(1, 2);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aResponseInPiecesLeavesPieceByPiece() {
        stub(ResponseDefinition.asKafka().inPiecesOf(4));
        channel.writeInbound(requests(1));

        assertThat(flushes.count).isGreaterThan(1);
        assertThat(answered()).containsExactly(1);
    }
}
