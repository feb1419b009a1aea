package io.kspec.protocol.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kspec.protocol.KafkaUuid;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.Uuid;

class KafkaUuidTest {
    @Property
    void kafkaWritesAndReadsTheSame(@ForAll long most, @ForAll long least) {
        UUID ours = new UUID(most, least);
        Uuid theirs = new Uuid(most, least);
        assertThat(KafkaUuid.format(ours)).isEqualTo(theirs.toString());
        assertThat(Uuid.fromString(KafkaUuid.format(ours))).isEqualTo(theirs);
        assertThat(KafkaUuid.parse(theirs.toString())).isEqualTo(ours);
        assertThat(KafkaUuid.parse(ours.toString())).isEqualTo(ours);
    }

    @Example
    void bothHaveTheSameZero() {
        assertThat(KafkaUuid.format(KafkaUuid.ZERO)).isEqualTo(Uuid.ZERO_UUID.toString());
    }

    @Example
    void aTextThatIsNotAUuidIsRejected() {
        for (String text : new String[] {"", "xyz", "a", "äöü", "x".repeat(36), "A".repeat(30)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> KafkaUuid.parse(text))
                    .withMessage("expected a UUID as 22 characters of base64 or 36 with dashes, found " + text);
        }
    }
}
