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
import java.util.Optional;

/** The captures that come with kspec, one file for each API and version of a broker's release. */
public final class Captures {
    private final String release;

    private Captures(String release) {
        this.release = release;
    }

    /**
     * The captures of a release.
     *
     * @param release the name of its folder, {@code apache-kafka-4.3.1}; one that has none gives no captures
     */
    public static Captures of(String release) {
        return new Captures(release);
    }

    /** Where the capture of an API and version belongs, within the folder of its release: {@code OffsetFetch/v8.golden}. */
    public static Path path(ApiSpec api, int version) {
        return Path.of(api.name(), "v" + version + ".golden");
    }

    /**
     * The capture of an API at a version, if there is one.
     *
     * @throws CaptureFormatException if its file is broken
     */
    public Optional<Capture> find(ApiSpec api, int version) {
        String name = release + "/" + api.name() + "/v" + version + ".golden";
        try (InputStream in = Captures.class.getResourceAsStream("captures/" + name)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(CaptureReader.read(name, new String(in.readAllBytes(), UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /**
     * All captures of the release, by rising key and version.
     *
     * @throws CaptureFormatException if a file is broken
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

    @Override
    public String toString() {
        return release;
    }
}
