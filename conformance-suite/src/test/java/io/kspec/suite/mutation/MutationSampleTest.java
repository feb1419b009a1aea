package io.kspec.suite.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import io.kspec.suite.mutation.MutationOutcome.Fate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the last measure found is still so, for a sample that {@code -Dkspec.mutation.seed} changes. */
@Tag("long")
class MutationSampleTest {
    private static final long SEED = Long.getLong("kspec.mutation.seed", 1);
    private static final int KILLED = 40;
    private static final int ALLOWED = 6;
    private static final int CASES = 8;

    @Test
    void checksFailForWhatTheyFailedForInTheMeasure() throws IOException {
        Map<String, PlayableCheck> playing =
                PlayableCheck.playing().stream().collect(Collectors.toMap(PlayableCheck::id, check -> check));
        Map<ApiSpec, Versions> answered = answered();

        for (MutationOutcome outcome :
                sample(KILLED, each -> each.fate() == Fate.KILLED && playing.containsKey(each.check()))) {
            assertThat(find(outcome.key(), answered))
                    .as("%s, which failed for %s", outcome.check(), outcome.key())
                    .hasValueSatisfying(mutation -> assertThat(
                                    isKilled(mutation, Objects.requireNonNull(playing.get(outcome.check()))))
                            .isTrue());
        }
    }

    @Test
    void noCheckThatClientsDependOnFailsForWhatIsAllowed() throws IOException {
        Map<ApiSpec, Versions> answered = answered();

        for (MutationOutcome outcome : sample(ALLOWED, each -> each.fate() == Fate.SURVIVED && isAllowed(each.key()))) {
            Mutation mutation = find(outcome.key(), answered).orElseThrow();
            MutationRun run = new MutationRun(allowed -> true, CASES);
            assertThat(run.play(mutation)).extracting(MutationOutcome::check).isEqualTo("");
        }
    }

    private static boolean isKilled(Mutation mutation, PlayableCheck check) {
        try {
            return MutationRun.isKilled(mutation, check);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isAllowed(MutationKey mutation) {
        return MutationOutcomes.excuse(mutation)
                .filter(excuse -> excuse.kind() == Excuse.Kind.ALLOWED)
                .isPresent();
    }

    private static List<MutationOutcome> sample(int size, Predicate<MutationOutcome> wanted) throws IOException {
        List<MutationOutcome> some = new ArrayList<>(
                MutationOutcomes.read().all().stream().filter(wanted).toList());
        Collections.shuffle(some, new Random(SEED));
        return some.subList(0, Math.min(size, some.size()));
    }

    private static Map<ApiSpec, Versions> answered() throws IOException {
        try (MutatedBroker broker = MutatedBroker.start()) {
            return broker.answered();
        }
    }

    private static Optional<Mutation> find(MutationKey key, Map<ApiSpec, Versions> answered) {
        return answered.entrySet().stream()
                .filter(api -> api.getKey().name().equals(key.api()))
                .flatMap(api -> Mutations.of(api.getKey(), api.getValue()).stream())
                .filter(mutation -> mutation.key().equals(key))
                .findFirst();
    }
}
