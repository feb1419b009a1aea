package io.kspec.diagnosis.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.SlipKind;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Applies slips to random messages of every API and version, and measures how well they are diagnosed. Prints the tables
 * of {@code docs/blame.md}; {@code -Dkspec.blame.slips=60} makes every kind of slip in each message instead of a sample,
 * {@code -Dkspec.blame.seed} chooses other messages.
 */
@Tag("long")
class GeneratedSlipsTest {
    private static final long SEED = Long.getLong("kspec.blame.seed", 20_261_120);
    private static final int SLIPS = Integer.getInteger("kspec.blame.slips", 3);
    private static final int EMBEDDED_SLIPS = Math.max(8, SLIPS);
    private static final List<SlipMaker> MAKERS = List.of(
            new VersionSlips(),
            new FieldSlips(),
            new TagSlips(),
            new LengthSlips(),
            new NumberSlips(),
            new FrameSlips(),
            new RecordSlips());

    private final SlipTally tally = new SlipTally();
    private long nanos;
    private int diagnoses;

    @Test
    void theRightSlipRanksFirstAndTheByteIsExact() {
        for (ApiSpec api : Catalog.standard().apis()) {
            for (int version = api.versions().lowest();
                    version <= api.versions().highest();
                    version++) {
                measure(api, version, MessageType.RESPONSE);
                measure(api, version, MessageType.REQUEST);
            }
        }
        System.out.printf(
                "seed %d, %d slips a message, %.1f ms a diagnosis%n%s",
                SEED, SLIPS, nanos / 1e6 / diagnoses, tally.table() + tally.calibration());
        assertThat(tally.named()).as("named").isGreaterThanOrEqualTo(0.90);
        assertThat(tally.exact()).as("byte exact").isGreaterThanOrEqualTo(0.95);
        assertThat(tally.rightAbove09()).as("right if told at 0.9").isGreaterThanOrEqualTo(0.90);
    }

    /** The messages that carry subscriptions and assignments of consumers, with those in them. */
    @Test
    void slipsAroundEmbeddedStructuresAreToldToo() {
        for (String name : List.of("JoinGroup", "SyncGroup", "DescribeGroups")) {
            ApiSpec api = Catalog.standard().api(name);
            for (int version = api.versions().lowest();
                    version <= api.versions().highest();
                    version++) {
                for (MessageType type : List.of(MessageType.RESPONSE, MessageType.REQUEST)) {
                    Random random = random(api, version, type);
                    measure(SampleMessage.embedding(api, version, type, random), random, EMBEDDED_SLIPS);
                }
            }
        }
        System.out.printf("with embedded structures, seed %d%n%s", SEED, tally.table() + tally.calibration());
        assertThat(tally.named()).as("named").isGreaterThanOrEqualTo(0.90);
        assertThat(tally.rightAbove09()).as("right if told at 0.9").isGreaterThanOrEqualTo(0.90);
    }

    private static Random random(ApiSpec api, int version, MessageType type) {
        return new Random(SEED + api.key() * 1000L + version * 2L + (type == MessageType.REQUEST ? 1 : 0));
    }

    private void measure(ApiSpec api, int version, MessageType type) {
        Random random = random(api, version, type);
        measure(SampleMessage.random(api, version, type, random), random, SLIPS);
    }

    private void measure(SampleMessage sample, Random random, int slipsAMessage) {
        Map<String, List<Slipped>> byKind = new LinkedHashMap<>();
        Map<Bytes, List<Slipped>> byBytes = new LinkedHashMap<>();
        for (SlipMaker maker : MAKERS) {
            maker.make(sample, slipped -> {
                if (!slipped.isSound(sample)) {
                    byKind.computeIfAbsent(slipped.kind() + slipped.variant(), kind -> new ArrayList<>())
                            .add(slipped);
                    byBytes.computeIfAbsent(slipped.frame(), bytes -> new ArrayList<>())
                            .add(slipped);
                }
            });
        }
        List<String> kinds = new ArrayList<>(byKind.keySet());
        Collections.shuffle(kinds, random);
        for (String kind : kinds.subList(0, Math.min(slipsAMessage, kinds.size()))) {
            List<Slipped> slips = byKind.getOrDefault(kind, List.of());
            Slipped slipped = slips.get(random.nextInt(slips.size()));
            judge(sample, slipped, byBytes.getOrDefault(slipped.frame(), List.of()));
        }
    }

    private void judge(SampleMessage sample, Slipped slipped, List<Slipped> twins) {
        FrameUnderTest sound = sample.frame();
        FrameUnderTest frame = new FrameUnderTest(
                sound.type(),
                sound.api(),
                sound.version(),
                slipped.frame(),
                sound.correlationId(),
                null,
                slipped.announced());
        long start = System.nanoTime();
        Diagnosis diagnosis = Diagnostician.diagnose(frame);
        nanos += System.nanoTime() - start;
        diagnoses++;
        Explanation best = diagnosis.best().orElse(null);
        if (best == null) {
            tally.add(slipped, diagnosis.failure() == null ? SlipTally.Outcome.DECODES : SlipTally.Outcome.NONE, false);
            show(slipped, diagnosis);
            return;
        }
        boolean kind = best.kind() == slipped.kind();
        boolean twin = twins.stream().anyMatch(each -> each.kind() == best.kind() && each.start() == best.start());
        boolean field = best.kind() == SlipKind.OTHER_VERSION
                && best.start() == slipped.start()
                && !slipped.field().isEmpty()
                && best.path().endsWith(slipped.field());
        boolean exact = twin || field || (kind && best.start() == slipped.start());
        SlipTally.Outcome outcome = kind
                ? SlipTally.Outcome.RIGHT
                : twin ? SlipTally.Outcome.SAME_BYTES : field ? SlipTally.Outcome.OTHER_NAME : SlipTally.Outcome.WRONG;
        tally.add(slipped, outcome, exact);
        tally.certainty(best.certainty(), outcome != SlipTally.Outcome.WRONG);
        if (!exact) {
            show(slipped, diagnosis);
        }
    }

    private static void show(Slipped slipped, Diagnosis diagnosis) {
        if (Boolean.getBoolean("kspec.blame.show")) {
            System.out.printf(
                    "%s %s at %d%n  %s%n  %s%n  %s%n",
                    slipped.kind(),
                    slipped.variant(),
                    slipped.start(),
                    diagnosis.message(),
                    slipped.frame().toHex(),
                    diagnosis.explanations().stream()
                            .limit(3)
                            .map(each -> String.format("%.2f %s %s", each.certainty(), each.kind(), each))
                            .toList());
        }
    }
}
