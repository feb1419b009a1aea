package io.kspec.reports;

import io.kspec.runlog.CaseKey;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.cause.Cause;
import io.kspec.runlog.cause.Causes;
import io.kspec.runlog.compare.CaseChange;
import io.kspec.runlog.compare.Change;
import io.kspec.runlog.compare.RunComparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What became of the cases of one run in another, in words that are safe to display: failures by cause, the gravest first,
 * and cases that were not played again by the reason.
 *
 * @param before the name of the first run
 * @param after the name of the second run
 * @param sections one for each kind of change that occurs, in the order of {@link Change}
 */
public record RunChanges(String before, String after, List<Section> sections) {

    /**
     * The cases with one kind of change.
     *
     * @param change the kind
     * @param cases how many there are
     * @param groups by cause, or by the reason why they were not played
     */
    public record Section(Change change, int cases, List<Group> groups) {
        public Section {
            groups = List.copyOf(groups);
        }
    }

    /**
     * Cases with one cause or reason.
     *
     * @param title the cause or the reason
     * @param lines by check and API, in their order
     */
    public record Group(String title, List<Line> lines) {
        public Group {
            lines = List.copyOf(lines);
        }

        /** The number of cases. */
        public int cases() {
            return lines.stream().mapToInt(Line::cases).sum();
        }
    }

    /**
     * Cases of one check and one API.
     *
     * @param check the id of the check
     * @param api the name of the API, or null if the check is not about a single API
     * @param versions the versions, in their order; empty if the cases have none
     * @param cases the number of cases
     */
    public record Line(String check, @Nullable String api, List<Integer> versions, int cases) {
        public Line {
            versions = List.copyOf(versions);
        }

        /** {@code Fetch v0–v3, v5}; empty if the check is not about a single API. */
        public String place() {
            return VisibleText.of(((api == null ? "" : api) + " " + VersionRanges.of(versions)).strip());
        }
    }

    public RunChanges {
        sections = List.copyOf(sections);
    }

    /** Compares two runs. */
    public static RunChanges of(ComparedRun before, ComparedRun after) {
        RunComparison comparison =
                RunComparison.of(before.log().results(), after.log().results());
        List<Section> sections = new ArrayList<>();
        for (Change change : Change.values()) {
            List<CaseChange> cases = comparison.of(change);
            if (!cases.isEmpty() && change != Change.UNCHANGED) {
                sections.add(new Section(
                        change,
                        cases.size(),
                        switch (change) {
                            case NEW, STILL_FAILING -> byCause(cases, after.causes(), false);
                            case FIXED -> byCause(cases, before.causes(), true);
                            default -> byReason(cases);
                        }));
            }
        }
        return new RunChanges(before.name(), after.name(), sections);
    }

    /** The number of cases with a kind of change. */
    public int cases(Change change) {
        return sections.stream()
                .filter(section -> section.change() == change)
                .mapToInt(Section::cases)
                .sum();
    }

    private static List<Group> byCause(List<CaseChange> cases, Causes causes, boolean before) {
        List<Cause> gravestFirst = causes.gravestFirst();
        IdentityHashMap<Cause, Integer> positions = new IdentityHashMap<>();
        gravestFirst.forEach(cause -> positions.put(cause, positions.size()));
        Map<Integer, List<CaseKey>> groups = new LinkedHashMap<>();
        for (CaseChange change : cases) {
            CaseResult result = before ? change.before() : change.after();
            int cause =
                    result == null ? -1 : causes.of(result).map(positions::get).orElse(-1);
            groups.computeIfAbsent(cause, unused -> new ArrayList<>()).add(change.key());
        }
        return groups.entrySet().stream()
                .sorted(Comparator.comparingInt(group -> group.getKey() < 0 ? Integer.MAX_VALUE : group.getKey()))
                .map(group -> new Group(
                        group.getKey() < 0
                                ? "of no cause that is known"
                                : new CauseDigest(1, gravestFirst.get(group.getKey())).title(),
                        lines(group.getValue())))
                .toList();
    }

    private static List<Group> byReason(List<CaseChange> cases) {
        Map<String, List<CaseKey>> groups = new LinkedHashMap<>();
        for (CaseChange change : cases) {
            groups.computeIfAbsent(reason(change.after()), unused -> new ArrayList<>())
                    .add(change.key());
        }
        return groups.entrySet().stream()
                .map(group -> new Group(group.getKey(), lines(group.getValue())))
                .toList();
    }

    private static String reason(@Nullable CaseResult after) {
        if (after == null) {
            return "not in this run";
        }
        String verdict =
                switch (after.verdict()) {
                    case PASS -> "passes";
                    case FAIL -> "fails";
                    case ERROR -> "harness error";
                    case BLOCKED -> "blocked";
                    case NOT_PLAYED -> "not played";
                    case SKIPPED -> "skipped";
                };
        return after.verdict() == Verdict.PASS
                ? verdict
                : CauseDigest.oneLine(verdict + ": " + (after.reason() == null ? "" : after.reason()));
    }

    private static List<Line> lines(List<CaseKey> keys) {
        Map<CaseKey, List<CaseKey>> lines = new LinkedHashMap<>();
        for (CaseKey key : keys) {
            lines.computeIfAbsent(new CaseKey(key.check(), key.api(), null), unused -> new ArrayList<>())
                    .add(key);
        }
        return lines.entrySet().stream()
                .sorted(Comparator.comparing(line -> line.getKey().toString()))
                .map(line -> line(line.getKey(), line.getValue()))
                .toList();
    }

    private static Line line(CaseKey key, List<CaseKey> cases) {
        TreeSet<Integer> versions = new TreeSet<>();
        for (CaseKey each : cases) {
            if (each.version() != null) {
                versions.add(each.version());
            }
        }
        return new Line(
                VisibleText.of(key.check()),
                key.api() == null ? null : VisibleText.of(key.api()),
                List.copyOf(versions),
                cases.size());
    }

    /** What a kind of change means for these runs, {@code Fails in B, not in A}. */
    public String heading(Change change) {
        return switch (change) {
            case NEW -> "New: fails in " + after + ", not in " + before;
            case FIXED -> "Fixed: fails in " + before + ", passes in " + after;
            case STILL_FAILING -> "Still failing: fails in both";
            case NO_LONGER_PLAYED -> "No longer played: played in " + before + ", not in " + after;
            case FIRST_PLAYED -> "Played for the first time: passes in " + after + ", not played in " + before;
            case UNCHANGED -> "Unchanged";
        };
    }
}
