package io.kspec.runlog.known;

import io.kspec.runlog.CaseKey;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.cause.Cause;
import io.kspec.runlog.compare.RunComparison;
import io.kspec.yaml.FilePosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A file of known failures brought up to date with a run: an entry whose cases pass is removed or narrowed to what still
 * fails, and failures that no entry is about are added, with their cause as the reason. What stays keeps its reason, its
 * link and the comments around it. Entries about cases that the run did not play stay as they are.
 */
public final class KnownFailuresUpdate {
    private static final int LONGEST_REASON = 200;
    /** No API has so many versions; a longer span is kept as it is written. */
    private static final int MOST_VERSIONS = 1_000;

    private static final String NEW_FILE =
            """
            # Failures of the target that are known. kspec run --known-failures fails on all others, and on
            # entries that do not fail any more.
            known-failures:
            """;

    private final String text;
    private int removed;
    private int narrowed;
    private int added;

    private KnownFailuresUpdate(
            String file,
            @Nullable String old,
            Collection<String> checks,
            Collection<String> apis,
            RunLog log,
            List<Cause> causes)
            throws KnownFailures.InvalidFile {
        String before = old == null ? NEW_FILE : old;
        List<KnownFailure> entries =
                KnownFailures.read(file, before, checks, apis).entries();
        Map<CaseKey, CaseResult> results = RunComparison.byKey(log.results());
        EntryLines lines = new EntryLines(file, before);
        List<KnownFailure> kept = new ArrayList<>();
        List<KnownFailure> extra = new ArrayList<>();
        for (int i = entries.size() - 1; i >= 0; i--) {
            KnownFailure entry = entries.get(i);
            List<KnownFailure> remaining = remaining(entry, results, log);
            if (remaining.isEmpty()) {
                removed++;
                lines.remove(i);
                continue;
            }
            KnownFailure first = remaining.get(0);
            if (!first.equals(entry)) {
                narrowed++;
                if (!first.versions().equals(entry.versions())) {
                    lines.set(i, "versions", first.versions().toString());
                }
                if (first.api() != null && entry.api() == null) {
                    lines.set(i, "api", first.api());
                }
            }
            kept.add(0, first);
            extra.addAll(0, remaining.subList(1, remaining.size()));
        }
        kept.addAll(extra);
        List<KnownFailure> fresh = fresh(new KnownFailures(file, kept), causes);
        added = fresh.size();
        kept.addAll(fresh);
        if (!extra.isEmpty() || !fresh.isEmpty()) {
            lines.open();
        }
        extra.forEach(lines::add);
        fresh.forEach(lines::add);
        text = lines.toString();
        requireKept(file, kept, checks, apis);
    }

    /**
     * Brings a file up to date.
     *
     * @param file its name, for messages
     * @param old its text, or null if there is none yet
     * @param checks the ids of all checks
     * @param apis the names of all APIs
     * @param causes all causes of the run's failures, gravest first
     * @throws KnownFailures.InvalidFile if the file is not valid
     * @throws UpdateRefused if it is written in a way that cannot be changed without losing something
     */
    public static KnownFailuresUpdate of(
            String file,
            @Nullable String old,
            Collection<String> checks,
            Collection<String> apis,
            RunLog log,
            List<Cause> causes)
            throws KnownFailures.InvalidFile {
        return new KnownFailuresUpdate(file, old, checks, apis, log, causes);
    }

    /** What remains of an entry: itself, what of it still fails, by API where that differs, or nothing. */
    private static List<KnownFailure> remaining(KnownFailure entry, Map<CaseKey, CaseResult> results, RunLog log) {
        boolean passes = false;
        boolean covers = false;
        Map<String, Set<Integer>> failing = new TreeMap<>();
        Set<Integer> passing = new TreeSet<>();
        for (Map.Entry<CaseKey, CaseResult> each : results.entrySet()) {
            CaseKey key = each.getKey();
            Verdict verdict = each.getValue().verdict();
            if (!entry.covers(key) || verdict == Verdict.SKIPPED) {
                continue;
            }
            covers = true;
            if (verdict == Verdict.PASS) {
                passes = true;
                if (key.version() != null) {
                    passing.add(key.version());
                }
            } else if (key.version() != null && key.api() != null) {
                failing.computeIfAbsent(key.api(), unused -> new TreeSet<>()).add(key.version());
            }
        }
        if (!covers) {
            return log.playsAll() ? List.of() : List.of(entry);
        }
        if (!passes) {
            return List.of(entry);
        }
        List<KnownFailure> remaining = new ArrayList<>();
        failing.forEach((api, versions) -> remaining.add(new KnownFailure(
                entry.check(),
                failing.size() == 1 ? entry.api() : api,
                failing.size() == 1 ? without(passing, entry, versions) : VersionList.of(versions),
                entry.reason(),
                entry.link(),
                entry.at())));
        return List.copyOf(remaining);
    }

    /** The versions of an entry, also those that the run did not play, without some. */
    private static VersionList without(Set<Integer> passing, KnownFailure entry, Set<Integer> failing) {
        Set<Integer> versions = new TreeSet<>(failing);
        for (VersionList.Span span : entry.versions().spans()) {
            for (int version = span.min(); version <= Math.min(span.max(), span.min() + MOST_VERSIONS); version++) {
                if (span.max() != Integer.MAX_VALUE && !passing.contains(version)) {
                    versions.add(version);
                }
            }
        }
        return VersionList.of(versions);
    }

    private static List<KnownFailure> fresh(KnownFailures known, List<Cause> causes) {
        List<KnownFailure> fresh = new ArrayList<>();
        for (Cause cause : causes) {
            Map<CaseKey, Set<Integer>> versions = new LinkedHashMap<>();
            for (CaseResult result : cause.cases()) {
                CaseKey key = CaseKey.of(result);
                if (known.covering(key).isEmpty()) {
                    Set<Integer> some = versions.computeIfAbsent(
                            new CaseKey(key.check(), key.api(), null), unused -> new TreeSet<>());
                    if (key.version() != null) {
                        some.add(key.version());
                    }
                }
            }
            String title = cause.title().length() <= LONGEST_REASON
                    ? cause.title()
                    : cause.title().substring(0, LONGEST_REASON) + "...";
            versions.forEach((key, some) -> fresh.add(
                    new KnownFailure(key.check(), key.api(), VersionList.of(some), title, null, FilePosition.START)));
        }
        return fresh;
    }

    /** Reads the new text: it must say exactly what it was meant to. */
    private void requireKept(
            String file, List<KnownFailure> expected, Collection<String> checks, Collection<String> apis) {
        List<String> found;
        try {
            found = contents(KnownFailures.read(file, text, checks, apis).entries());
        } catch (KnownFailures.InvalidFile e) {
            throw new UpdateRefused(file
                    + ": expected known failures as a list of \"- check: …\" on lines of their own; the updated file"
                    + " would not be valid: " + e.getMessage());
        }
        List<String> wanted = contents(expected);
        if (!found.equals(wanted)) {
            throw new UpdateRefused(file
                    + ": expected known failures as a list of \"- check: …\" on lines of their own; the file is left as"
                    + " it is, since an update would change more than the entries in question");
        }
    }

    private static List<String> contents(List<KnownFailure> entries) {
        return entries.stream().map(each -> each.name() + ": " + each.why()).toList();
    }

    /** The new text of the file. */
    public String text() {
        return text;
    }

    /** The number of entries that were removed. */
    public int removed() {
        return removed;
    }

    /** The number of entries that were narrowed to what still fails. */
    public int narrowed() {
        return narrowed;
    }

    /** The number of entries that were added. */
    public int added() {
        return added;
    }
}
