package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Death;
import io.kspec.runlog.Failure;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeathDigestTest {
    private static final List<String> TRACE =
            IntStream.range(0, 20).mapToObj(i -> "\tat frame " + i).toList();

    private static DeathDigest digest(List<String> output) {
        CaseResult killed = SampleCauses.findCoordinatorKills();
        Failure failure = new Failure("an answer", "none", List.of()).with(new Death(null, "again", 2, output, true));
        return Objects.requireNonNull(DeathDigest.of(
                CaseResult.failed(killed.check(), killed.api(), failure, 1, 0, List.of(), null, List.of())));
    }

    private static List<String> printed(String... first) {
        return Stream.concat(Stream.of(first), TRACE.stream()).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "panic: runtime error: index out of range [3] with length 2",
                "fatal error: all goroutines are asleep - deadlock!",
                "thread 'tokio-runtime-worker' (17) panicked at src/main.rs:4:5:",
                "Exception in thread \"main\" java.lang.IllegalStateException",
                "Traceback (most recent call last):",
                "terminate called after throwing an instance of 'std::bad_alloc'"
            })
    void theCrashIsShownFromItsFirstLine(String crash) {
        DeathDigest digest = digest(printed("connected", crash));

        assertThat(digest.output()).startsWith(crash, " at frame 0").hasSize(12);
        assertThat(digest.output(2)).containsExactly(crash, " at frame 0");
    }

    @Test
    void ofTwoCrashesTheLastOneIsShown() {
        assertThat(digest(printed("panic: the first, which was recovered", "panic: the second"))
                        .output())
                .startsWith("panic: the second");
    }

    @Test
    void withoutACrashTheLastLinesAreShown() {
        assertThat(digest(printed("connected")).output(2)).containsExactly(" at frame 18", " at frame 19");
    }
}
