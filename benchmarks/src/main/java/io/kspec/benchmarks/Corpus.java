package io.kspec.benchmarks;

import io.kspec.golden.Capture;
import io.kspec.golden.CapturedExchange;
import io.kspec.golden.Captures;
import io.kspec.golden.ExchangeOutcome;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.message.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The frames that real brokers were sent and answered, each once, by rising size. */
final class Corpus {
    private static final List<String> RELEASES = List.of("apache-kafka-3.9.2", "apache-kafka-4.3.1");

    private final List<CorpusFrame> frames = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private int beyondKafka;

    private Corpus() {
        for (String release : RELEASES) {
            for (Capture capture : Captures.of(release).all()) {
                for (CapturedExchange exchange : capture.exchanges()) {
                    if (isDefined(exchange)) {
                        add(CorpusFrame.request(exchange));
                        add(CorpusFrame.response(exchange));
                    }
                }
            }
        }
        frames.sort(Comparator.comparingInt(CorpusFrame::size).thenComparing(CorpusFrame::toString));
    }

    static Corpus load() {
        return new Corpus();
    }

    /** Captures also hold requests that no definition has, and what became of those. */
    private static boolean isDefined(CapturedExchange exchange) {
        return exchange.outcome() == ExchangeOutcome.ANSWERED
                && exchange.api().versions().contains(exchange.version())
                && isOfAClient(exchange.decodeRequest());
    }

    /** Whether a request has no bytes that clients do not send, such as tagged fields in its header. */
    private static boolean isOfAClient(DecodeAttempt request) {
        Message header = request.header();
        return request.succeeded()
                && header != null
                && header.unknownTaggedFields().isEmpty();
    }

    private void add(CorpusFrame frame) {
        if (!seen.add(frame.toString() + frame.bytes.toHex())) {
            return;
        }
        if (frame.isKnownToKafka()) {
            frames.add(frame);
        } else {
            beyondKafka++;
        }
    }

    List<CorpusFrame> frames() {
        return frames;
    }

    /** How many frames are left out, since the newest kafka-clients has no class for their version. */
    int beyondKafka() {
        return beyondKafka;
    }

    /**
     * The frame below which a share of the corpus is smaller.
     *
     * @param percent 0 to 100
     */
    CorpusFrame atPercentile(int percent) {
        return frames.get(Math.min(frames.size() - 1, frames.size() * percent / 100));
    }
}
