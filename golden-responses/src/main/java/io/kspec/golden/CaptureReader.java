package io.kspec.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.text.FieldText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what {@link CaptureWriter} writes. Notes are skipped; everything else must be as written. */
public final class CaptureReader {
    /** The most exchanges that a capture may have. */
    static final int MOST_EXCHANGES = 1000;

    private static final Pattern VERSION = Pattern.compile("\\d{1,5}");
    private static final Pattern REQUEST = Pattern.compile("([A-Za-z]+) (\\d{1,5})");

    private final CaptureLines lines;
    private final List<CapturedExchange> exchanges = new ArrayList<>();
    /** The line of every exchange's name. */
    private final Map<String, Integer> names = new HashMap<>();
    /** The lines of the exchanges that were answered after a later one was sent. */
    private final Map<CapturedExchange, Integer> answeredLater = new HashMap<>();

    private CaptureReader(CaptureLines lines) {
        this.lines = lines;
    }

    /**
     * Reads a capture from a file in the folder of its API, in the folder of its release.
     *
     * @throws CaptureFormatException if the file does not hold a capture, or the provenance of the release is missing or
     *     broken
     */
    public static Capture read(Path file) throws IOException {
        Path release = file.resolve("../..").normalize();
        String text = Files.readString(file, UTF_8);
        Optional<String> owner = SharedCapture.release(file.toString(), text);
        if (owner.isEmpty()) {
            return read(ProvenanceText.read(release), file.toString(), text);
        }
        Path shared = release.resolveSibling(owner.orElseThrow()).resolve(release.relativize(file.normalize()));
        if (!Files.isRegularFile(shared)) {
            throw missing(shared.toString(), file.toString());
        }
        return read(ProvenanceText.read(release), shared.toString(), Files.readString(shared, UTF_8));
    }

    static CaptureFormatException missing(String shared, String file) {
        return new CaptureFormatException(file, 2, 1, "a release that has the capture", "no file " + shared);
    }

    /**
     * Reads a capture.
     *
     * @param provenance where the captures of its release come from
     * @param file the name of the file in error messages
     * @throws CaptureFormatException if the text is not a capture, or has more than 16 MiB characters or 1000 exchanges
     */
    public static Capture read(Provenance provenance, String file, String text) {
        return new CaptureReader(new CaptureLines(file, text)).capture(provenance);
    }

    private Capture capture(Provenance provenance) {
        lines.pass(CaptureWriter.FIRST_LINE);
        ApiSpec api = api("api", lines.value("api"));
        int version = version(lines.value("version"));
        do {
            exchanges.add(exchange());
        } while (!lines.atEnd());
        answeredLater.forEach(this::checkLater);
        return new Capture(provenance, api, version, exchanges);
    }

    private ApiSpec api(String key, String name) {
        return Catalog.standard()
                .find(name)
                .filter(api -> api.name().equals(name))
                .orElseThrow(() -> lines.failureBefore(key, "the name of an API", name));
    }

    private int version(String text) {
        if (!VERSION.matcher(text).matches() || Integer.parseInt(text) > Short.MAX_VALUE) {
            throw lines.failureBefore("version", "a version from 0 to " + Short.MAX_VALUE, text);
        }
        return Integer.parseInt(text);
    }

    private CapturedExchange exchange() {
        if (exchanges.size() == MOST_EXCHANGES) {
            throw lines.failure(1, "at most " + MOST_EXCHANGES + " exchanges", "another");
        }
        lines.pass("");
        int line = lines.number();
        String name = lines.presentValue("exchange");
        if (names.put(name, line) != null) {
            throw lines.failureBefore("exchange", "a name that no other exchange has", name);
        }
        String connection = lines.presentValue("connection");
        int requestLine = lines.number();
        String request = lines.presentValue("request");
        Matcher matcher = REQUEST.matcher(request);
        if (!matcher.matches()) {
            throw lines.failureBefore("request", "an API and a version", request);
        }
        ApiSpec api = api("request", matcher.group(1));
        int version = version(matcher.group(2));
        Bytes frame = frame(CaptureWriter.REQUEST_PREFIX, 8);
        if (frame.getShort(0) != api.key() || frame.getShort(2) != version) {
            throw lines.failureAt(
                    requestLine,
                    1,
                    "the API and version of the bytes, key " + frame.getShort(0) + " and version " + frame.getShort(2),
                    api + " and " + version);
        }
        return answer(new Asked(name, connection, api, version, frame));
    }

    private record Asked(String name, String connection, ApiSpec api, int version, Bytes request) {
        CapturedExchange with(ExchangeOutcome outcome, @Nullable Bytes response, @Nullable String after) {
            return new CapturedExchange(name, connection, api, version, request, outcome, response, after);
        }
    }

    private CapturedExchange answer(Asked asked) {
        if (lines.startsWith("no response:")) {
            String text = lines.presentValue("no response");
            for (ExchangeOutcome outcome : ExchangeOutcome.values()) {
                if (outcome.text().equals(text)) {
                    return asked.with(outcome, null, null);
                }
            }
            throw lines.failureBefore("no response", "what happened instead of a response", text);
        }
        int line = lines.number();
        String value = lines.value("response");
        if (!value.isEmpty() && !value.startsWith(CaptureWriter.AFTER)) {
            throw lines.failureBefore("response", "nothing, or \"after\" and an exchange", value);
        }
        String after = value.isEmpty() ? null : value.substring(CaptureWriter.AFTER.length());
        CapturedExchange exchange =
                asked.with(ExchangeOutcome.ANSWERED, frame(CaptureWriter.RESPONSE_PREFIX, 4), after);
        if (after != null) {
            answeredLater.put(exchange, line);
        }
        return exchange;
    }

    private void checkLater(CapturedExchange exchange, int line) {
        Integer other = names.get(exchange.answeredAfter());
        if (other == null || other < line) {
            throw lines.failureAt(
                    line,
                    "response: after ".length() + 1,
                    "the name of a later exchange",
                    FieldText.NOTE.quoted(String.valueOf(exchange.answeredAfter())));
        }
    }

    private Bytes frame(String prefix, int smallest) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        while (lines.startsWith(prefix)) {
            HexLine.read(lines, frame);
            lines.next();
        }
        if (frame.size() < smallest) {
            throw lines.failure(
                    1,
                    "at least " + smallest + " bytes in lines that begin with \"" + prefix + "\"",
                    frame.size() + " and " + lines.here(1));
        }
        return Bytes.wrap(frame.toByteArray());
    }
}
