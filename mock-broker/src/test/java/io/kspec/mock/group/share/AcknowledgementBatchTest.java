package io.kspec.mock.group.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** As Apache Kafka 4.3.1 sees them: it looks at them before it looks for the partition. */
class AcknowledgementBatchTest {
    @Test
    void aTypeForEachRecordOrOneForAllMakesSense() {
        assertThat(AcknowledgementBatch.fault(List.of())).isNull();
        assertThat(fault(0, 4, AcknowledgementBatch.ACCEPT)).isNull();
        assertThat(fault(3, 4, AcknowledgementBatch.GAP, AcknowledgementBatch.RENEW))
                .isNull();
    }

    @Test
    void otherNumbersOfTypesMakeNone() {
        assertThat(fault(0, 4)).isEqualTo("types");
        assertThat(fault(0, 4, AcknowledgementBatch.ACCEPT, AcknowledgementBatch.REJECT))
                .isEqualTo("types");
    }

    @Test
    void unknownTypesMakeNone() {
        assertThat(fault(0, 19, (byte) 9)).isEqualTo("types");
        assertThat(fault(0, 1, AcknowledgementBatch.RELEASE, (byte) -1)).isEqualTo("types");
    }

    @Test
    void descendingOffsetsMakeNone() {
        assertThat(fault(5, 4, AcknowledgementBatch.ACCEPT)).isEqualTo("offsets");
        assertThat(AcknowledgementBatch.fault(List.of(
                        new AcknowledgementBatch(5, 6, List.of(AcknowledgementBatch.ACCEPT)),
                        new AcknowledgementBatch(0, 4, List.of(AcknowledgementBatch.ACCEPT)))))
                .isEqualTo("offsets");
    }

    private static @Nullable String fault(long first, long last, Byte... types) {
        return AcknowledgementBatch.fault(List.of(new AcknowledgementBatch(first, last, List.of(types))));
    }
}
