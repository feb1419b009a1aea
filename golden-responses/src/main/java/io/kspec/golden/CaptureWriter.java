package io.kspec.golden;

import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.Layout;
import io.kspec.protocol.text.FieldText;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes captures as text, the same text for the same capture.
 *
 * <pre>
 * kspec golden 1
 * broker: Apache Kafka 4.3.1
 * origin: org.apache.kafka:kafka_2.13:4.3.1, …
 * captured: 2026-11-20
 * kspec: 0.1.0
 * config: group.initial.rebalance.delay.ms = 0
 * api: Heartbeat
 * version: 1
 *
 * exchange: an unknown member
 * connection: client
 * request: Heartbeat 1
 * &gt; 000c 0001 00000003 0002 6d31  # RequestHeader v1 = 12 (Heartbeat), 1, 3, "m1"
 * &gt; 0003 616263        # GroupId = "abc"
 * &gt; 00000001          # GenerationId = 1
 * &gt; 0006 6e6f626f6479  # MemberId = "nobody"
 * response:
 * &lt; 00000003          # ResponseHeader v0 = 3
 * &lt; 00000000          # ThrottleTimeMs = 0
 * &lt; 0019              # ErrorCode = 25 (UNKNOWN_MEMBER_ID)
 * </pre>
 *
 * <p>Bytes are hexadecimal digits in groups; what follows a {@code #} is for the reviewer, made from the layout of the
 * decoded bytes. {@code response: after} names a later exchange that was sent first, and {@code no response:} says what
 * came instead of one.
 */
public final class CaptureWriter {
    static final String FIRST_LINE = "kspec golden 1";
    static final String REQUEST_PREFIX = "> ";
    static final String RESPONSE_PREFIX = "< ";
    static final String AFTER = "after ";

    private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n]");

    private final StringBuilder out = new StringBuilder();

    private CaptureWriter() {}

    /**
     * The text of a capture.
     *
     * @throws IllegalArgumentException if a name or a line of the provenance holds a line break
     */
    public static String write(Capture capture) {
        CaptureWriter writer = new CaptureWriter();
        writer.head(capture);
        capture.exchanges().forEach(writer::exchange);
        return writer.out.toString();
    }

    private void head(Capture capture) {
        Provenance provenance = capture.provenance();
        out.append(FIRST_LINE).append('\n');
        entry("broker", provenance.broker());
        entry("origin", provenance.origin());
        entry("captured", provenance.captured().toString());
        entry("kspec", provenance.kspec());
        provenance.config().forEach((name, value) -> entry("config", name + " = " + value));
        entry("api", capture.api().name());
        entry("version", Integer.toString(capture.version()));
    }

    private void exchange(CapturedExchange exchange) {
        out.append('\n');
        entry("exchange", exchange.name());
        entry("connection", exchange.connection());
        entry("request", exchange.api().name() + " " + exchange.version());
        FrameText.append(exchange.request(), exchange.decodeRequest(), exchange.version(), REQUEST_PREFIX, out);
        if (exchange.outcome() != Outcome.ANSWERED) {
            entry("no response", exchange.outcome().text());
            return;
        }
        entry("response", exchange.answeredAfter() == null ? "" : AFTER + exchange.answeredAfter());
        FrameText.append(exchange.requireResponse(), response(exchange), exchange.version(), RESPONSE_PREFIX, out);
    }

    /** A version that no release defines has no layout, save that of the refusal of an ApiVersions request. */
    private static DecodeAttempt response(CapturedExchange exchange) {
        int version = Frames.responseVersion(exchange.api(), exchange.version(), exchange.requireResponse());
        return exchange.api().versions().contains(version)
                ? exchange.decodeResponse()
                : new DecodeAttempt(null, null, new Layout(List.of()), null);
    }

    private void entry(String key, String value) {
        if (LINE_BREAK.matcher(value).find() || !value.equals(value.strip())) {
            throw new IllegalArgumentException(
                    key + ": expected one line without space around it, found " + FieldText.NOTE.quoted(value));
        }
        out.append(key).append(value.isEmpty() ? ":" : ": ").append(value).append('\n');
    }
}
