package io.kspec.golden;

import io.kspec.reference.ReferenceReleases;
import java.util.List;

/**
 * Which part of the captures a test uses where all of them would mostly repeat one another. With the system property {@code
 * kspec.corpus=whole}, it uses all.
 */
public final class CorpusPart {
    public static final boolean WHOLE = "whole".equals(System.getProperty("kspec.corpus"));

    private static final int THIRDS = 3;

    private CorpusPart() {}

    /** Whether an exchange belongs to the third of its file; the files of three versions in a row have different thirds. */
    static boolean hasExchange(int version, int index) {
        return WHOLE || (version + index) % THIRDS == 0;
    }

    /** Whether a capture belongs to the part of a release: what several releases answered alike belongs to one of them. */
    public static boolean hasCapture(String release, Capture capture) {
        String stored = CaptureFiles.stored(release, capture);
        List<String> alike = ReferenceReleases.all().stream()
                .filter(other -> CaptureFiles.stored(other, capture).equals(stored))
                .toList();
        return WHOLE
                || alike.get((capture.api().key() + capture.version()) % alike.size())
                        .equals(release);
    }
}
