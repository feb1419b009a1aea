package io.kspec.reports;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunFooter;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.VerdictCounts;
import io.kspec.runlog.cause.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The sentences of a summary. */
final class SummaryText {
    private static final int APIS_SHOWN = 4;

    private final RunLog log;
    private final VerdictCounts counts;
    private final List<CauseDigest> causes;
    private final String target;
    private final AskedApis asked;

    SummaryText(RunLog log, VerdictCounts counts, List<CauseDigest> causes, String target, AskedApis asked) {
        this.log = log;
        this.counts = counts;
        this.causes = causes;
        this.target = target;
        this.asked = asked;
    }

    static String headline(Outcome outcome) {
        return switch (outcome) {
            case CONFORMANT -> "Conformant";
            case DEPARTS -> "Conformant, with departures";
            case NOT_CONFORMANT -> "Not conformant";
            case NOTHING_CHECKED -> "Nothing checked";
            case UNDECIDED -> "Undecided";
            case BROKEN -> "Broken run";
        };
    }

    String sentence(Outcome outcome) {
        String said =
                switch (outcome) {
                    case CONFORMANT -> conformant();
                    case DEPARTS -> departs();
                    case NOT_CONFORMANT -> notConformant() + unplayed();
                    case NOTHING_CHECKED -> nothingChecked();
                    case UNDECIDED -> undecided();
                    case BROKEN -> broken();
                };
        boolean some = outcome != Outcome.NOTHING_CHECKED && outcome != Outcome.BROKEN;
        return some && !asked.missing().isEmpty() ? said + " " + lacking() : said;
    }

    private int tried() {
        return counts.pass() + counts.fail();
    }

    private String conformant() {
        return target + " did what Apache Kafka does in "
                + (tried() == 1 ? "the one case" : "all " + Figures.count(tried()) + " cases") + " that applied.";
    }

    private String departs() {
        return target + " departs from Apache Kafka in " + failedCases()
                + ", none of which is known to break a client.";
    }

    private String notConformant() {
        if (counts.fail() == 0) {
            return target + " no longer answered when the run ended.";
        }
        if (causes.isEmpty()) {
            return target + " fails " + failedCases() + ".";
        }
        boolean unreachable = causes.get(0).severity() == Severity.NO_CLIENT_CONNECTS;
        return (unreachable ? "No client can connect to " + target + ". It" : target)
                + " fails " + failedCases()
                + (counts.fail() == 1 ? ", which has " : ", which have ")
                + (causes.size() == 1 ? "one cause: " : Figures.count(causes.size()) + " causes: ")
                + effects() + ".";
    }

    /** {@code real clients break on 3, cope with 1; 1 shows only in hostile or malformed requests}. */
    private String effects() {
        int breaking = (int) causes.stream().filter(CauseDigest::breaksClients).count();
        int hostile = (int) causes.stream()
                .filter(cause -> cause.severity() == Severity.ROBUSTNESS)
                .count();
        int harmless = causes.size() - breaking - hostile;
        if (causes.size() == 1) {
            return breaking == 1
                    ? "real clients break on it"
                    : harmless == 1 ? "clients cope with it" : "only hostile or malformed requests show it";
        }
        List<String> parts = new ArrayList<>();
        if (breaking > 0) {
            parts.add("real clients break on " + Figures.count(breaking));
        }
        if (harmless > 0) {
            parts.add("clients cope with " + Figures.count(harmless));
        }
        if (hostile > 0) {
            parts.add("only hostile or malformed requests show " + Figures.count(hostile));
        }
        return String.join(", ", parts);
    }

    private String unplayed() {
        int unplayed = counts.blocked() + counts.notPlayed();
        return unplayed == 0
                ? ""
                : " " + Figures.count(unplayed, "case") + (unplayed == 1 ? " that applies was" : " that apply were")
                        + " not played.";
    }

    private String nothingChecked() {
        if (asked.missing().isEmpty()) {
            return "No case applied to " + target + ", so nothing can be said about it.";
        }
        return target + " does not advertise " + String.join(", ", asked.missing())
                + ", so nothing that was asked for could be checked."
                + (counts.fail() == 0 ? "" : " It failed " + failedCases() + " about what it does not advertise.");
    }

    private String lacking() {
        return "It does not advertise " + String.join(", ", asked.missing()) + ", so nothing of "
                + (asked.missing().size() == 1 ? "that API" : "those APIs") + " was checked.";
    }

    private String undecided() {
        List<String> reasons = new ArrayList<>();
        if (counts.error() > 0) {
            reasons.add("kspec itself failed in " + Figures.count(counts.error(), "case"));
        }
        if (counts.blocked() > 0) {
            reasons.add(Figures.count(counts.blocked(), "case") + were(counts.blocked()) + "blocked");
        }
        if (counts.notPlayed() > 0) {
            reasons.add(Figures.count(counts.notPlayed(), "case") + were(counts.notPlayed()) + "not played");
        }
        return "The run on " + target + " is incomplete: "
                + (reasons.isEmpty() ? "it stopped early" : String.join(", ", reasons)) + "."
                + (counts.fail() == 0 ? "" : " The target failed " + failedCases() + ", and clients cope with that.");
    }

    private static String were(int number) {
        return number == 1 ? " was " : " were ";
    }

    private String broken() {
        return "The log of this run is cut off or damaged. What could be read: "
                + Figures.count(counts.total(), "case") + " on " + target + ", "
                + (counts.fail() == 0 ? "none failed." : Figures.count(counts.fail()) + " failed.");
    }

    private String failedCases() {
        return Figures.count(counts.fail()) + " of " + Figures.count(tried(), "case");
    }

    /** What the reader must know first. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        log.faults().forEach(fault -> warnings.add("Run log, " + fault + "."));
        RunFooter footer = log.footer();
        String incomplete = footer == null || footer.incomplete() == null ? "" : footer.incomplete();
        if (!incomplete.isEmpty()) {
            warnings.add("The run is incomplete: " + incomplete);
        }
        if (footer != null
                && !footer.liveness().alive()
                && !incomplete.contains(footer.liveness().finding())) {
            warnings.add(
                    "The target did not answer at the end: " + footer.liveness().finding());
        }
        List<CaseResult> notPlayed = log.results().stream()
                .filter(result -> result.verdict() == Verdict.NOT_PLAYED)
                .toList();
        if (!notPlayed.isEmpty()) {
            String places = Places.of(notPlayed, APIS_SHOWN);
            warnings.add(Figures.count(notPlayed.size(), "case") + were(notPlayed.size()) + "not played"
                    + (places.isEmpty() ? "" : ": " + places) + ". " + nextStep());
        }
        return warnings;
    }

    /** How to get the rest played. */
    private String nextStep() {
        RunFooter footer = log.footer();
        if (footer == null || footer.liveness().alive()) {
            return "To play them, run again; --limit gives a run more time, --api and --check narrow it.";
        }
        List<CaseResult> deaths =
                log.results().stream().filter(result -> result.death() != null).toList();
        return startedByKspec(deaths)
                ? "To play them, mend what kills it most often, or leave that out with --exclude-api "
                        + deadliestApi(deaths) + "."
                : "To play them, let kspec start the target, and start it again when it dies, with --exec 'COMMAND'; or"
                        + " leave out what kills it with --exclude " + lastKiller(deaths) + ".";
    }

    /** Whether kspec started the target, as it knows with what exit status it ended. */
    private static boolean startedByKspec(List<CaseResult> deaths) {
        return deaths.stream().map(CaseResult::death).anyMatch(death -> death != null && death.exitStatus() != null);
    }

    private static String lastKiller(List<CaseResult> deaths) {
        return deaths.isEmpty() ? "ID" : deaths.get(deaths.size() - 1).check().id();
    }

    private static String deadliestApi(List<CaseResult> deaths) {
        Map<String, Long> counts = deaths.stream()
                .map(CaseResult::api)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(ApiVersion::name, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("NAME");
    }
}
