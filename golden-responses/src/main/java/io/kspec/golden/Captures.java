package io.kspec.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The captures that come with kspec, one file for each API and version of a broker's release. */
public final class Captures {
    private static final String KAFKA = "apache-kafka-";
    private static final String RELEASES = "captured.properties";

    private final String release;
    private @Nullable Provenance provenance;

    private Captures(String release) {
        this.release = release;
    }

    /**
     * The captures of a release.
     *
     * @param release the name of its folder, {@code apache-kafka-4.3.1}; an unknown release has no captures
     */
    public static Captures of(String release) {
        return new Captures(release);
    }

    /** The captures of each release of Apache Kafka, the newest first. */
    public static List<Captures> newestFirst() {
        List<Captures> all = new ArrayList<>();
        for (String release : releases().split(",", -1)) {
            all.add(0, of(KAFKA + release.strip()));
        }
        return all;
    }

    private static String releases() {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(Captures.class.getResourceAsStream(RELEASES), RELEASES)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(RELEASES, e);
        }
        return Objects.requireNonNull(properties.getProperty("kafka.brokers"), RELEASES);
    }

    /** Where the capture of an API and version belongs, in the folder of its release: {@code OffsetFetch/v8.golden}. */
    public static Path path(ApiSpec api, int version) {
        return Path.of(api.name(), "v" + version + ".golden");
    }

    /**
     * The capture of an API at a version, if there is one.
     *
     * @throws CaptureFormatException if its file is broken, or the provenance of the release is missing or broken
     */
    public Optional<Capture> find(ApiSpec api, int version) {
        return text(name(release, api, version)).map(text -> read(api, version, text));
    }

    private Capture read(ApiSpec api, int version, String text) {
        String name = name(release, api, version);
        Optional<String> owner = SharedCapture.release(name, text);
        if (owner.isEmpty()) {
            return CaptureReader.read(provenance(), name, text);
        }
        String shared = name(owner.orElseThrow(), api, version);
        return CaptureReader.read(
                provenance(), shared, text(shared).orElseThrow(() -> CaptureReader.missing(shared, name)));
    }

    private static String name(String release, ApiSpec api, int version) {
        return release + "/" + api.name() + "/v" + version + ".golden";
    }

    /**
     * All captures of the release, by rising key and version.
     *
     * @throws CaptureFormatException if a file is broken, or the provenance of the release is missing or broken
     */
    public List<Capture> all() {
        List<Capture> all = new ArrayList<>();
        for (ApiSpec api : Catalog.standard().apis()) {
            for (int version = api.versions().lowest();
                    version <= api.versions().highest();
                    version++) {
                find(api, version).ifPresent(all::add);
            }
        }
        return all;
    }

    private Provenance provenance() {
        if (provenance == null) {
            String name = release + "/" + ProvenanceText.FILE;
            provenance = ProvenanceText.read(name, text(name).orElseThrow(() -> ProvenanceText.missing(name)));
        }
        return provenance;
    }

    private static Optional<String> text(String name) {
        try (InputStream in = Captures.class.getResourceAsStream("captures/" + name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    @Override
    public String toString() {
        return release;
    }
}
