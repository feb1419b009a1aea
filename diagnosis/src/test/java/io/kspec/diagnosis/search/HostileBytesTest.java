package io.kspec.diagnosis.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.clients.ClientReactions;
import io.kspec.diagnosis.plausibility.Plausibility;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the bytes, the diagnosis ends and does not throw. */
@Tag("long")
class HostileBytesTest {
    private final List<ApiSpec> apis = new ArrayList<>(Catalog.standard().apis());
    private final Random random = new Random(11);

    @Test
    void randomBytesAreDiagnosed() {
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            FrameUnderTest frame = frame(Bytes.wrap(bytes));
            Diagnosis diagnosis = Diagnostician.diagnose(frame);
            Plausibility.implausibleValues(frame);
            assertThat(diagnosis.sentence()).isNotEmpty();
            assertThat(diagnosis.explanations())
                    .allMatch(each -> each.start() >= 0 && each.start() <= each.end() && each.end() <= bytes.length);
        }
    }

    @Test
    void changedBytesAreDiagnosed() {
        for (int i = 0; i < 300; i++) {
            ApiSpec api = apis.get(random.nextInt(apis.size()));
            int version = version(api);
            SampleMessage sample = SampleMessage.random(api, version, MessageType.RESPONSE, random);
            byte[] bytes = sample.bytes().toArray();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            FrameUnderTest frame = FrameUnderTest.response(api, version, Bytes.wrap(bytes));
            Diagnosis diagnosis = Diagnostician.diagnose(frame);
            Plausibility.implausibleValues(frame);
            assertThat(ClientReactions.to(diagnosis)).isNotNull();
            assertThat(diagnosis.sentence()).isNotEmpty();
        }
    }

    @Test
    @Timeout(60)
    void onlyThePrefixOfALongMessageIsExamined() {
        ApiSpec api = Catalog.standard().api("Metadata");
        Message body = Message.builder(api.response(1))
                .setEach("Topics", numbers(4000), (topic, i) -> topic.set("Name", "topic-" + i)
                        .setEach("Partitions", numbers(2), (partition, p) -> partition.set("PartitionIndex", p)))
                .build();
        Bytes sound = Frames.encodeResponse(api, 1, 7, body);
        Bytes broken =
                sound.slice(0, 4).concat(new ByteWriter().int32(7).bytes()).concat(sound.slice(4));

        Diagnosis diagnosis =
                Diagnostician.diagnose(FrameUnderTest.response(api, 1, broken).expecting(7));

        assertThat(sound.size()).isGreaterThan(150_000);
        assertThat(diagnosis.prefix()).isEqualTo(64 * 1024);
        assertThat(diagnosis.best()).hasValueSatisfying(best -> {
            assertThat(best.kind()).isEqualTo(SlipKind.CORRELATION_ID_DOUBLED);
            assertThat(best.start()).isEqualTo(4);
        });
    }

    @Test
    void theSameBytesHaveTheSameDiagnosis() {
        for (int i = 0; i < 50; i++) {
            byte[] bytes = new byte[40];
            random.nextBytes(bytes);
            FrameUnderTest frame = frame(Bytes.wrap(bytes));
            assertThat(Diagnostician.diagnose(frame)).isEqualTo(Diagnostician.diagnose(frame));
        }
    }

    private static List<Integer> numbers(int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    private FrameUnderTest frame(Bytes bytes) {
        ApiSpec api = apis.get(random.nextInt(apis.size()));
        return random.nextBoolean()
                ? FrameUnderTest.response(api, version(api), bytes)
                : FrameUnderTest.request(api, version(api), bytes);
    }

    private int version(ApiSpec api) {
        return api.versions().lowest()
                + random.nextInt(api.versions().highest() - api.versions().lowest() + 1);
    }
}
