package io.kspec.golden;


/**
 * Writes captures as text, the same text for the same capture.
 *
 * <pre>
 * kspec golden 2
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
 * <p>Bytes are hexadecimal digits in groups; what follows a {@code #} is for the reviewer and says what the decoded bytes
 * mean. {@code response: after} names a later exchange whose request was sent before this response came, and {@code no
 * response:} says what happened instead of a response. The provenance stands in a file of its own: {@link
 * ProvenanceText}.
 */
public final class CaptureWriter {
    static final String FIRST_LINE = "kspec golden 2";
    static final String REQUEST_PREFIX = "> ";
    static final String RESPONSE_PREFIX = "< ";
    static final String AFTER = "after ";

    private final StringBuilder out = new StringBuilder();

    private CaptureWriter() {}

    /**
     * The text of a capture.
     *
     * @throws IllegalArgumentException if the name of an exchange or connection holds a line break
     */
    public static String write(Capture capture) {
        CaptureWriter writer = new CaptureWriter();
        writer.head(capture);
        capture.exchanges().forEach(writer::exchange);
        return writer.out.toString();
    }

    private void head(Capture capture) {
        out.append(FIRST_LINE).append('\n');
        entry("api", capture.api().name());
        entry("version", Integer.toString(capture.version()));
    }

    private void exchange(CapturedExchange exchange) {
        out.append('\n');
        entry("exchange", exchange.name());
        entry("connection", exchange.connection());
        entry("request", exchange.api().name() + " " + exchange.version());
        FrameText.append(exchange.request(), exchange.decodeRequest(), exchange.version(), REQUEST_PREFIX, out);
        if (exchange.outcome() != ExchangeOutcome.ANSWERED) {
            entry("no response", exchange.outcome().text());
            return;
        }
        entry("response", exchange.answeredAfter() == null ? "" : AFTER + exchange.answeredAfter());
        FrameText.append(exchange.requireResponse(), exchange.decodeResponse(), exchange.version(), RESPONSE_PREFIX, out);
    }

    private void entry(String key, String value) {
        EntryText.append(key, value, out);
    }
}
