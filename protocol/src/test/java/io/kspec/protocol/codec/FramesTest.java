package io.kspec.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import org.junit.jupiter.api.Test;

class FramesTest {
    private final Catalog catalog = Catalog.standard();

    @Test
    void aMessageOfDefaultsSurvivesItsFrameAtEveryPair() {
        int pairs = 0;
        for (ApiSpec api : catalog.apis()) {
            for (int version = api.versions().lowest();
                    version <= api.versions().highest();
                    version++) {
                Message request = Message.defaults(api.request(version).struct());
                RequestFrame decoded = Frames.decodeRequest(Frames.encodeRequest(api, version, 7, "me", request));
                assertThat(decoded.body()).isEqualTo(request);
                assertThat(decoded.correlationId()).isEqualTo(7);
                Message response = Message.defaults(api.response(version).struct());
                Bytes frame = Frames.encodeResponse(api, version, 7, response);
                assertThat(Frames.decodeResponse(api, version, frame)).isEqualTo(response);
                pairs++;
            }
        }
        assertThat(pairs).isEqualTo(368);
    }

    @Test
    void aFailureNamesMessageFieldOffsetExpectedAndFound() {
        ApiSpec api = catalog.api("OffsetFetch");
        Message response = Message.builder(api.response(2))
                .add("Topics", topic -> topic.set("Name", "orders").add("Partitions", partition -> partition
                        .set("PartitionIndex", 1)
                        .set("CommittedOffset", 9L)))
                .build();
        Bytes frame = Frames.encodeResponse(api, 2, 7, response);

        DecodeAttempt attempt = Frames.attemptResponse(api, 2, frame.slice(0, 30));

        assertThat(attempt.requireFailure())
                .hasToString("OffsetFetch v2 response, Topics[0].Partitions[0].CommittedOffset at byte 24: "
                        + "expected int64, 6 bytes remain");
        assertThat(attempt.layout().find("Topics[0].Partitions[0].PartitionIndex", LayoutRole.VALUE))
                .hasValueSatisfying(entry -> {
                    assertThat(entry.start()).isEqualTo(20);
                    assertThat(entry.end()).isEqualTo(24);
                    assertThat(entry.value()).isEqualTo(1);
                });
    }

    @Test
    void theLayoutCoversEveryByteOnce() {
        ApiSpec api = catalog.api("Metadata");
        Message response = Message.builder(api.response(12))
                .add("Brokers", broker -> broker.set("NodeId", 1)
                        .set("Host", "localhost")
                        .set("Port", 9092))
                .add("Topics", topic -> topic.set("Name", "orders"))
                .build();
        Bytes frame = Frames.encodeResponse(api, 12, 7, response);

        int next = 0;
        for (LayoutEntry leaf : Frames.attemptResponse(api, 12, frame).layout().leaves()) {
            assertThat(leaf.start()).as(leaf.path()).isEqualTo(next);
            next = leaf.end();
        }
        assertThat(next).isEqualTo(frame.size());
    }
}
