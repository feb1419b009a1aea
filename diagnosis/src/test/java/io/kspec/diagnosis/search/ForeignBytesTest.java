package io.kspec.diagnosis.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Diagnoses bytes as responses that they are not: any slip told of them is wrong. Prints how often one is, by its certainty.
 * Requests name their API, so nobody takes other bytes for one.
 */
@Tag("long")
class ForeignBytesTest {
    private static final long SEED = Long.getLong("kspec.blame.seed", 20_261_120);
    private static final int SAMPLES = 60;
    private static final List<ApiSpec> APIS = List.copyOf(Catalog.standard().apis());
    private static final List<String> TEXTS = List.of(
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 153\r\n\r\n<html>",
            "{\"error_code\":40401,\"message\":\"Subject 'orders-value' not found.\"}",
            "SSH-2.0-OpenSSH_9.6p1 Ubuntu-3ubuntu13\r\n",
            "-ERR unknown command 'GET', with args beginning with:\r\n",
            "2026-11-29 12:00:00,123 INFO [main] kafka.server.KafkaServer: started\n",
            "<?xml version=\"1.0\"?><project><modelVersion>4.0.0</modelVersion></project>");

    private static final Map<String, Function<Random, Bytes>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("random bytes", ForeignBytesTest::noise);
        KINDS.put(
                "text",
                random -> Bytes.wrap(TEXTS.get(random.nextInt(TEXTS.size())).getBytes(StandardCharsets.UTF_8)));
        KINDS.put("an assignment", random -> new LikelyMessages(random, true).embeddedIn("Assignment"));
        KINDS.put("a subscription", random -> new LikelyMessages(random, true).embeddedIn("Metadata"));
        KINDS.put("a record batch", random -> RecordBatch.builder()
                .append(1_700_000_000_000L, null, noise(random))
                .build()
                .bytes());
        KINDS.put("the middle of a stream", random -> {
            Bytes message = sample(random, MessageType.RESPONSE).bytes();
            return message.slice(message.size() / 3);
        });
        KINDS.put("a response to another API", random -> sample(random, MessageType.RESPONSE)
                .bytes());
    }

    private static Bytes noise(Random random) {
        byte[] bytes = new byte[8 + random.nextInt(120)];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    private static SampleMessage sample(Random random, MessageType type) {
        ApiSpec api = APIS.get(random.nextInt(APIS.size()));
        return SampleMessage.random(api, version(api, random), type, random);
    }

    private static int version(ApiSpec api, Random random) {
        int lowest = api.versions().lowest();
        return lowest + random.nextInt(api.versions().highest() - lowest + 1);
    }

    @Test
    void aSlipIsSeldomToldWithCertaintyOfBytesThatAreAnotherThing() {
        StringBuilder table = new StringBuilder(
                "| foreign bytes | diagnosed | nothing told | below 0.5 | 0.5 to 0.9 | 0.9 and more |\n"
                        + "| --- | ---: | ---: | ---: | ---: | ---: |\n");
        int certain = 0;
        int all = 0;
        for (Map.Entry<String, Function<Random, Bytes>> kind : KINDS.entrySet()) {
            Random random = new Random(SEED);
            int[] told = new int[4];
            for (int i = 0; i < SAMPLES; i++) {
                told[told(kind.getValue().apply(random), random)]++;
            }
            table.append(String.format(
                    "| %s | %d | %d | %d | %d | %d |%n", kind.getKey(), SAMPLES, told[0], told[1], told[2], told[3]));
            certain += told[3];
            all += SAMPLES;
        }
        System.out.printf("foreign bytes, seed %d: %d of %d told at 0.9%n%s", SEED, certain, all, table);
        assertThat((double) certain / all).as("told at 0.9").isLessThanOrEqualTo(0.10);
    }

    /** 0 if nothing is told of the bytes as some message, or else how certainly: 1, 2 or 3. */
    private static int told(Bytes bytes, Random random) {
        ApiSpec api = APIS.get(random.nextInt(APIS.size()));
        Diagnosis diagnosis = Diagnostician.diagnose(
                new FrameUnderTest(MessageType.RESPONSE, api, version(api, random), bytes, null, null, null));
        Optional<Explanation> best = diagnosis.best();
        if (Boolean.getBoolean("kspec.blame.show")
                && best.filter(each -> each.certainty() >= 0.9).isPresent()) {
            System.out.println(bytes.toHex() + " as " + diagnosis.sentence());
        }
        return best.map(explanation -> explanation.certainty() < 0.5 ? 1 : explanation.certainty() < 0.9 ? 2 : 3)
                .orElse(0);
    }
}
