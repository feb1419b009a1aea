package io.kspec.mock.release;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The resource {@code advertised.txt}, which is written from captured ApiVersions responses. A line {@code release 3.9.2} begins a
 * release; the lines after it are {@code api Produce 0-11}, {@code supported metadata.version 1-21} and {@code finalized
 * metadata.version 21}, in the order of the response. Blank lines and lines that begin with {@code #} are ignored.
 */
final class AdvertisedFile {
    private static final String RESOURCE = "advertised.txt";

    private AdvertisedFile() {}

    /** What the lines of one release say. */
    private static final class Entry {
        private final String version;
        private final Map<ApiSpec, Versions> apis = new HashMap<>();
        private final Map<String, Versions> supported = new LinkedHashMap<>();
        private final Map<String, Integer> finalized = new LinkedHashMap<>();

        Entry(String version) {
            this.version = version;
        }

        BrokerRelease release() {
            List<SupportedFeature> features = new ArrayList<>();
            supported.forEach((name, levels) -> features.add(
                    new SupportedFeature(name, levels.lowest(), levels.highest(), finalized.getOrDefault(name, 0))));
            return new BrokerRelease(version, apis, features, List.copyOf(finalized.keySet()), false);
        }
    }

    /** The releases in the file, the oldest first. */
    static List<BrokerRelease> read() {
        try (InputStream in = AdvertisedFile.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + RESOURCE, e);
        }
    }

    /**
     * Reads releases.
     *
     * @throws IllegalArgumentException if a line has another form
     */
    static List<BrokerRelease> parse(String text) {
        List<Entry> entries = new ArrayList<>();
        Entry current = null;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                current = read(line, number, current);
                if (!entries.contains(current)) {
                    entries.add(current);
                }
            }
        }
        return entries.stream().map(Entry::release).toList();
    }

    /** Reads a line; returns the release that it belongs to. */
    private static Entry read(String line, int number, @Nullable Entry current) {
        String[] words = line.strip().split(" ", -1);
        if (words.length == 2 && words[0].equals("release")) {
            return new Entry(words[1]);
        }
        if (words.length == 3 && current != null) {
            switch (words[0]) {
                case "api" -> current.apis.put(Catalog.standard().api(words[1]), Versions.parse(words[2]));
                case "supported" -> current.supported.put(words[1], Versions.parse(words[2]));
                case "finalized" -> current.finalized.put(words[1], Integer.valueOf(words[2]));
                default -> throw unexpected(line, number);
            }
            return current;
        }
        throw unexpected(line, number);
    }

    private static IllegalArgumentException unexpected(String line, int number) {
        return new IllegalArgumentException(RESOURCE + " line " + number
                + ": expected a release, or an api, supported or finalized of one, found \"" + line + "\"");
    }
}
