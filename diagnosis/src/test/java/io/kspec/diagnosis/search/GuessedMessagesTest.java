package io.kspec.diagnosis.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Breaks random responses with one slip each, and lets their API be guessed from nothing but the bytes. Prints how often it is
 * right, by certainty; {@code -Dkspec.guess.responses=2} breaks as many of each API, as for {@code docs/explain.md}, {@code
 * -Dkspec.blame.seed} chooses others.
 */
@Tag("long")
class GuessedMessagesTest {
    private static final long SEED = Long.getLong("kspec.blame.seed", 20_261_120);
    private static final int RESPONSES = Integer.getInteger("kspec.guess.responses", 1);
    private static final int GUESSES = 3;
    private static final double SURE = 0.9;
    private static final int SHORTEST_START = 10;
    private static final List<SlipMaker> MAKERS = List.of(
            new VersionSlips(),
            new FieldSlips(),
            new TagSlips(),
            new LengthSlips(),
            new NumberSlips(),
            new FrameSlips(),
            new RecordSlips());

    private int all;
    private int first;
    private int amongGuesses;
    private int sure;
    private int rightIfSure;

    @Test
    void theApiOfABrokenResponseIsAmongThreeGuessesAndCertaintyIsEarned() {
        for (ApiSpec api : Catalog.standard().apis()) {
            Random random = new Random(SEED + api.key());
            for (int i = 0; api.onBrokerListener() && i < RESPONSES; i++) {
                judge(api, MessageSearch.likeliest(broken(api, random), null));
            }
        }
        System.out.printf(
                "seed %d, %d broken responses of all APIs: %.1f %% right, %.1f %% among %d guesses; of %d told at 0.9, %.1f %%"
                        + " right%n",
                SEED, all, 100.0 * first / all, 100.0 * amongGuesses / all, GUESSES, sure, 100.0 * rightIfSure / sure);
        assertThat(amongGuesses).as("among the guesses").isGreaterThanOrEqualTo(all * 3 / 4);
        assertThat(sure).as("told at 0.9").isGreaterThan(all / 3);
        assertThat((double) rightIfSure / sure).as("right if told at 0.9").isGreaterThanOrEqualTo(0.90);
    }

    private static Bytes broken(ApiSpec api, Random random) {
        int lowest = api.versions().lowest();
        int version = lowest + random.nextInt(api.versions().highest() - lowest + 1);
        SampleMessage sample = SampleMessage.random(api, version, MessageType.RESPONSE, random);
        Map<String, List<Slipped>> byKind = new LinkedHashMap<>();
        for (SlipMaker maker : MAKERS) {
            maker.make(sample, slipped -> {
                if (!slipped.isSound(sample)) {
                    byKind.computeIfAbsent(slipped.kind() + slipped.variant(), kind -> new ArrayList<>())
                            .add(slipped);
                }
            });
        }
        List<List<Slipped>> kinds = List.copyOf(byKind.values());
        List<Slipped> slips = kinds.get(random.nextInt(kinds.size()));
        Slipped slipped = slips.get(random.nextInt(slips.size()));
        Integer announced = slipped.announced();
        return announced == null
                ? slipped.frame()
                : new ByteWriter().int32(announced).bytes().concat(slipped.frame());
    }

    private void judge(ApiSpec api, List<LikelyMessage> guesses) {
        List<ApiSpec> apis = guesses.stream()
                .limit(GUESSES)
                .filter(guess -> guess.type() == MessageType.RESPONSE)
                .map(LikelyMessage::api)
                .toList();
        boolean right = !apis.isEmpty() && apis.get(0) == api;
        boolean told = !guesses.isEmpty() && guesses.get(0).certainty() >= SURE;
        all++;
        first += right ? 1 : 0;
        amongGuesses += apis.contains(api) ? 1 : 0;
        sure += told ? 1 : 0;
        rightIfSure += told && right ? 1 : 0;
    }

    /** What a dump begins with: the size of a frame and some of its bytes. A request says what it is, a response does not. */
    @Test
    void theStartOfAFrameIsTakenForWhatItIs() {
        int requests = 0;
        int wrong = 0;
        for (ApiSpec api : everyThirdApi()) {
            Random random = new Random(SEED + api.key());
            for (LikelyMessage guess : MessageSearch.likeliest(start(api, MessageType.REQUEST, random), null)) {
                boolean right = guess.type() == MessageType.REQUEST && guess.api() == api;
                requests += right && guess.certainty() >= SURE ? 1 : 0;
                wrong += !right && guess.certainty() >= SURE ? 1 : 0;
            }
            wrong += (int) MessageSearch.likeliest(start(api, MessageType.RESPONSE, random), null).stream()
                    .filter(guess -> guess.type() == MessageType.REQUEST && guess.certainty() >= SURE)
                    .count();
            all++;
        }
        System.out.printf(
                "seed %d, the starts of %d requests and responses: %d requests told at 0.9, %d wrong%n",
                SEED, 2 * all, requests, wrong);
        assertThat(requests).as("requests told at 0.9").isGreaterThanOrEqualTo(all * 90 / 100);
        assertThat(wrong).as("wrong at 0.9").isLessThanOrEqualTo(all / 30);
    }

    private static List<ApiSpec> everyThirdApi() {
        return Catalog.standard().apis().stream()
                .filter(api -> api.key() % 3 == 0)
                .toList();
    }

    private static Bytes start(ApiSpec api, MessageType type, Random random) {
        int lowest = api.versions().lowest();
        int version = lowest + random.nextInt(api.versions().highest() - lowest + 1);
        Bytes frame = SampleMessage.random(api, version, type, random).bytes();
        int there = Math.min(frame.size() - 1, SHORTEST_START + random.nextInt(frame.size()));
        return new ByteWriter().int32(frame.size()).bytes().concat(frame.slice(0, there));
    }

    /** Noise, text, records and tables of numbers are no message. */
    @Test
    void bytesThatAreNoMessageAreSeldomTakenForOne() {
        Random random = new Random(SEED);
        int taken = 0;
        int samples = 30;
        for (int i = 0; i < samples; i++) {
            byte[] noise = new byte[8 + random.nextInt(100)];
            random.nextBytes(noise);
            ByteWriter numbers = new ByteWriter();
            int count = 4 + random.nextInt(20);
            for (int k = 0; k < count; k++) {
                numbers.int32(random.nextInt() >>> random.nextInt(31));
            }
            for (Bytes bytes : List.of(Bytes.wrap(noise), numbers.bytes())) {
                taken += (int) MessageSearch.likeliest(bytes, null).stream()
                        .filter(guess -> guess.certainty() >= SURE)
                        .count();
            }
        }
        System.out.printf("%d of %d foreign bytes taken for a message at 0.9%n", taken, 2 * samples);
        assertThat(taken).isLessThanOrEqualTo(samples / 10);
    }

    /** Numbers that are counts and lengths of almost everything: the search ends within its budget, and says the same again. */
    @Test
    @Timeout(120)
    void theSearchEndsInLongBytes() {
        byte[] counts = new byte[300_000];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (byte) (i % 7 == 0 ? 1 : 0);
        }
        Bytes bytes = Bytes.wrap(counts);

        assertThat(MessageSearch.likeliest(bytes, 5)).isEqualTo(MessageSearch.likeliest(bytes, 5));
    }
}
