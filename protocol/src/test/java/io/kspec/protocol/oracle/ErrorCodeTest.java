package io.kspec.protocol.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The generated errors are those of Kafka's {@code Errors}. */
class ErrorCodeTest {
    private static List<String> theirs(KafkaClients kafka) {
        Class<?> retriable = kafka.named("common.errors.RetriableException");
        List<String> errors = new ArrayList<>();
        for (Object error : kafka.constants("common.protocol.Errors")) {
            boolean again = retriable.isInstance(KafkaClients.call(error, "exception"));
            errors.add(KafkaClients.call(error, "code") + " " + error + (again ? " retriable" : ""));
        }
        return errors;
    }

    private static List<String> ours() {
        return Arrays.stream(ErrorCode.values())
                .map(error -> error.code() + " " + error + (error.retriable() ? " retriable" : ""))
                .toList();
    }

    @Test
    void namesCodesAndRetriesAreThoseOfTheNewestRelease() {
        assertThat(ours()).containsExactlyElementsOf(theirs(KafkaClients.newest()));
    }

    @Test
    void theOldestReleaseHasNoOtherErrors() {
        assertThat(ours()).containsAll(theirs(KafkaClients.oldest()));
    }

    @Test
    void anErrorIsFoundByCodeAndByName() {
        for (ErrorCode error : ErrorCode.values()) {
            assertThat(ErrorCode.of(error.code())).contains(error);
            assertThat(ErrorCode.named(error.name().toLowerCase(Locale.ROOT))).contains(error);
        }
        assertThat(ErrorCode.of(9999)).isEmpty();
        assertThat(ErrorCode.of(3 + (1 << 16))).isEmpty();
        assertThat(ErrorCode.named("OOPS")).isEmpty();
        assertThat(ErrorCode.describe(3)).isEqualTo("3 UNKNOWN_TOPIC_OR_PARTITION");
        assertThat(ErrorCode.describe(9999)).isEqualTo("9999");
    }
}
