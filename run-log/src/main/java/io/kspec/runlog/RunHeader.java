package io.kspec.runlog;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The first line of a run log: who asked whom, when, and what there was to ask.
 *
 * @param format {@link #FORMAT}
 * @param kspecVersion the version of kspec that ran
 * @param target the broker under test
 * @param startedAt when the run started
 * @param runId the prefix of everything the run creates on the target
 * @param advertised what the target's ApiVersions response lists, in its order
 * @param known every API that kspec has a definition for
 * @param options the options of the run
 * @param environment the environment kspec ran in
 */
public record RunHeader(
        int format,
        String kspecVersion,
        TargetAddress target,
        Instant startedAt,
        String runId,
        List<AdvertisedApi> advertised,
        List<KnownApi> known,
        RunOptions options,
        Environment environment)
        implements LogLine {

    /** The current format; any change of a field increments it. */
    public static final int FORMAT = 5;

    public RunHeader {
        if (format != FORMAT) {
            throw new IllegalArgumentException("header, format: expected " + FORMAT + ", found " + format);
        }
        Objects.requireNonNull(kspecVersion, "kspecVersion");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(runId, "runId");
        advertised = List.copyOf(advertised);
        known = List.copyOf(known);
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(environment, "environment");
    }

    /** A header of the current format. */
    public RunHeader(
            String kspecVersion,
            TargetAddress target,
            Instant startedAt,
            String runId,
            List<AdvertisedApi> advertised,
            List<KnownApi> known,
            RunOptions options,
            Environment environment) {
        this(FORMAT, kspecVersion, target, startedAt, runId, advertised, known, options, environment);
    }
}
