package io.kspec.golden.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.Capture;
import io.kspec.golden.CaptureFiles;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.reference.ReferenceReleases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The releases that the mock broker can look like are the captured ones. With {@code -Dkspec.advertised.write=true} this test
 * writes what they advertise.
 */
class AdvertisedFileTest {
    private static final Path FILE = Path.of(
            "..", "mock-broker", "src", "main", "resources", "io", "kspec", "mock", "release", "advertised.txt");

    @Test
    void theMockKnowsWhatEachReleaseAdvertises() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# What releases of Apache Kafka advertise on a PLAINTEXT listener, in the order of their ApiVersions"
                + " responses.");
        lines.add("# Written by AdvertisedFileTest from the captures; do not edit.");
        ReferenceReleases.all().forEach(release -> add(lines, release));
        String text = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("kspec.advertised.write")) {
            Files.writeString(FILE, text);
        }

        assertThat(Files.readString(FILE))
                .as("run this test with -Dkspec.advertised.write=true to write the file again")
                .isEqualTo(text);
    }

    private static void add(List<String> lines, String release) {
        Message body = newest(release).exchanges().get(0).decodeResponse().requireBody();
        lines.add("");
        lines.add("release " + release);
        for (Message api : body.getStructs("ApiKeys")) {
            Versions versions = new Versions(api.getInt("MinVersion"), api.getInt("MaxVersion"));
            String name =
                    Catalog.standard().find(api.getInt("ApiKey")).orElseThrow().name();
            lines.add("api " + name + " " + versions);
        }
        for (Message feature : body.getStructs("SupportedFeatures")) {
            Versions levels = new Versions(feature.getInt("MinVersion"), feature.getInt("MaxVersion"));
            lines.add("supported " + feature.getString("Name") + " " + levels);
        }
        for (Message feature : body.getStructs("FinalizedFeatures")) {
            lines.add("finalized " + feature.getString("Name") + " " + feature.getInt("MaxVersionLevel"));
        }
    }

    /** The response at the highest version, which leaves nothing out. */
    private static Capture newest(String release) {
        ApiSpec api = Catalog.standard().api("ApiVersions");
        return IntStream.rangeClosed(-api.versions().highest(), 0)
                .mapToObj(negated -> CaptureFiles.of(release).find(api, -negated))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }
}
