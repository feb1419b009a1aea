package io.kspec.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.List;
import java.util.Random;
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
    void longRecordsAreSharedWithTheMessageAndShortOnesAreCopied() {
        Bytes records = Bytes.wrap(new byte[8 << 10]);
        Bytes few = records.slice(1);

        assertThat(sizedFetch(records).pieces()).hasSize(3).anyMatch(piece -> piece.array() == records.array());
        assertThat(sizedFetch(few).pieces()).hasSize(1);
    }

    @Test
    void sharingDoesNotKeepAnArrayOfWhichLittleIsSent() {
        Bytes most = Bytes.wrap(new byte[20 << 10]).slice(10 << 10);
        Bytes least = Bytes.wrap(new byte[20 << 10]).slice(11 << 10);

        assertThat(sizedFetch(most).pieces()).hasSize(3);
        assertThat(sizedFetch(least).pieces()).hasSize(1);
    }

    @Test
    void whatIsSharedIsDecodedAsWhatIsCopied() {
        ApiSpec api = catalog.api("Fetch");
        byte[] random = new byte[100_000];
        new Random(7).nextBytes(random);
        Bytes records = Bytes.join(List.of(
                Bytes.wrap(random), Bytes.wrap(random, 10, 20), Bytes.wrap(random, 5_000, 60_000), Bytes.wrap(random)));

        Bytes sized = sizedFetch(records);

        assertThat(sized.pieces()).hasSize(6);
        assertThat(sized.getInt(0)).isEqualTo(sized.size() - Integer.BYTES);
        assertThat(Frames.decodeResponse(api, 12, sized.slice(Integer.BYTES))).isEqualTo(fetched(records));
    }

    private Bytes sizedFetch(Bytes records) {
        return Frames.encodeSizedResponse(catalog.api("Fetch"), 12, 7, fetched(records));
    }

    private Message fetched(Bytes records) {
        return Message.builder(catalog.api("Fetch").response(12))
                .add("Responses", topic -> topic.set("Topic", "orders")
                        .add("Partitions", partition -> partition.set("Records", records)))
                .build();
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
