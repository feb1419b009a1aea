package io.kspec.mock.api;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the mock broker does not answer, and why: the entries of the resource {@code gaps.txt}. Each line names an API, a range
 * of its versions and the reason; blank lines and lines that begin with {@code #} are ignored.
 */
public final class Gaps {
    private static final String RESOURCE = "gaps.txt";

    private final List<Gap> all;

    private Gaps(List<Gap> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Versions of an API that have no handler.
     *
     * @param api the API's name in the newest release that has it
     */
    public record Gap(String api, Versions versions, String reason) {}

    private static final class Declared {
        private static final Gaps INSTANCE = parse(read());
    }

    /** The checked-in gaps. */
    public static Gaps declared() {
        return Declared.INSTANCE;
    }

    /**
     * Reads a list of gaps.
     *
     * @throws IllegalArgumentException if a line is not an API, a range of versions and a reason, or if two lines cover
     *     the same version
     */
    static Gaps parse(String text) {
        List<Gap> gaps = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Gap gap = gap(line, number);
            for (Gap other : gaps) {
                if (other.api().equals(gap.api())
                        && !other.versions().intersect(gap.versions()).isEmpty()) {
                    throw new IllegalArgumentException(RESOURCE + " line " + number + ": an earlier line has versions "
                            + other.versions() + " of " + gap.api() + ", which overlap " + gap.versions());
                }
            }
            gaps.add(gap);
        }
        return new Gaps(gaps);
    }

    private static Gap gap(String line, int number) {
        String[] parts = line.strip().split("\\s+", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException(
                    RESOURCE + " line " + number + ": expected an API, its versions and a reason, found " + line);
        }
        try {
            return new Gap(parts[0], Versions.parse(parts[1]), parts[2]);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(RESOURCE + " line " + number + ": " + e.getMessage(), e);
        }
    }

    private static String read() {
        try (InputStream in = Gaps.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + RESOURCE, e);
        }
    }

    /** Every gap, in the order of the file. */
    public List<Gap> all() {
        return all;
    }

    /** Why an API is not answered at a version; empty if it is not a gap. */
    public Optional<String> reason(ApiSpec api, int version) {
        return all.stream()
                .filter(gap -> gap.api().equals(api.name()) && gap.versions().contains(version))
                .map(Gap::reason)
                .findFirst();
    }
}
