package io.kspec.diagnosis.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Correct messages have no slip. */
@Tag("long")
class SoundMessagesTest {
    private static final long SEED = 7;

    @Test
    void aCorrectMessageOfAnyApiAndVersionHasNoSlip() {
        List<String> alarms = new ArrayList<>();
        int messages = 0;
        for (ApiSpec api : Catalog.standard().apis()) {
            for (int version = api.versions().lowest();
                    version <= api.versions().highest();
                    version++) {
                for (MessageType type : List.of(MessageType.REQUEST, MessageType.RESPONSE)) {
                    Random random = new Random(SEED
                            + api.key() * 1000L
                            + version * 2L
                            + type.name().length());
                    SampleMessage sample = SampleMessage.random(api, version, type, random);
                    Diagnosis diagnosis = Diagnostician.diagnose(sample.frame());
                    assertThat(diagnosis.failure()).isNull();
                    if (!diagnosis.clean()) {
                        alarms.add(diagnosis.sentence() + " " + sample.bytes().toHex());
                    }
                    messages++;
                }
            }
        }
        System.out.println("seed " + SEED + ": " + alarms.size() + " false alarms in " + messages + " messages");
        alarms.forEach(System.out::println);
        assertThat(alarms).hasSizeLessThanOrEqualTo(messages / 200);
    }
}
