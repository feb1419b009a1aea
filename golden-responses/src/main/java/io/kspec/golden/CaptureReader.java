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
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what {@link CaptureWriter} writes. Notes are passed over; all else must be in its place. */
public final class CaptureReader {
    /** So many exchanges a capture may have. */
    static final int MOST_EXCHANGES = 1000;

    private static final Pattern VERSION = Pattern.compile("\\d{1,5}");
    private static final Pattern REQUEST = Pattern.compile("([A-Za-z]+) (\\d{1,5})");
    private static final Pattern CONFIG = Pattern.compile("(\\S+) =(?: (.*))?");

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
     * Reads a capture from a file.
     *
     * @throws CaptureFormatException if the file holds none
     */
    public static Capture read(Path file) throws IOException {
        return read(file.toString(), Files.readString(file, UTF_8));
    }

    /**
     * Reads a capture.
     *
     * @param file what errors call it
     * @throws CaptureFormatException if the text is none, or has more than 16 MiB characters or 1000 exchanges
     */
    public static Capture read(String file, String text) {
        return new CaptureReader(new CaptureLines(file, text)).capture();
    }

    private Capture capture() {
        lines.pass(CaptureWriter.FIRST_LINE);
        Provenance provenance = provenance();
        ApiSpec api = api("api", lines.value("api"));
        int version = version(lines.value("version"));
        do {
            exchanges.add(exchange());
        } while (!lines.atEnd());
        answeredLater.forEach(this::checkLater);
        return new Capture(provenance, api, version, exchanges);
    }

    private Provenance provenance() {
        String broker = present("broker");
        String origin = present("origin");
        LocalDate captured = date(present("captured"));
        String kspec = present("kspec");
        SortedMap<String, String> config = new TreeMap<>();
        while (lines.startsWith("config:")) {
            String entry = lines.value("config");
            Matcher matcher = CONFIG.matcher(entry);
            if (!matcher.matches()) {
                throw lines.failureBefore("config", "a name, \" = \" and a value", entry);
            }
            String value = matcher.group(2);
            if (config.put(matcher.group(1), value == null ? "" : value) != null) {
                throw lines.failureBefore("config", "a name that was not given yet", entry);
            }
        }
        return new Provenance(broker, origin, captured, kspec, config);
    }

    private String present(String key) {
        String value = lines.value(key);
        if (value.isEmpty()) {
            throw lines.failureBefore(key, "a value", value);
        }
        return value;
    }

    private LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw lines.failureBefore("captured", "a date such as 2026-11-20", text);
        }
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
        String name = present("exchange");
        if (names.put(name, line) != null) {
            throw lines.failureBefore("exchange", "a name that no other exchange has", name);
        }
        String connection = present("connection");
        int requestLine = lines.number();
        String request = present("request");
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
        CapturedExchange with(Outcome outcome, @Nullable Bytes response, @Nullable String after) {
            return new CapturedExchange(name, connection, api, version, request, outcome, response, after);
        }
    }

    private CapturedExchange answer(Asked asked) {
        if (lines.startsWith("no response:")) {
            String text = present("no response");
            for (Outcome outcome : Outcome.values()) {
                if (outcome.text().equals(text)) {
                    return asked.with(outcome, null, null);
                }
            }
            throw lines.failureBefore("no response", "what came instead", text);
        }
        int line = lines.number();
        String value = lines.value("response");
        if (!value.isEmpty() && !value.startsWith(CaptureWriter.AFTER)) {
            throw lines.failureBefore("response", "nothing, or \"after\" and an exchange", value);
        }
        String after = value.isEmpty() ? null : value.substring(CaptureWriter.AFTER.length());
        CapturedExchange exchange = asked.with(Outcome.ANSWERED, frame(CaptureWriter.RESPONSE_PREFIX, 4), after);
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
