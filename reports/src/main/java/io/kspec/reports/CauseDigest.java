package io.kspec.reports;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.Level;
import io.kspec.runlog.cause.Cause;
import io.kspec.runlog.cause.Face;
import io.kspec.runlog.cause.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A cause in words that are safe to display, the same in all reports and on the terminal.
 *
 * @param number its position, counted from 1; the gravest cause is the first
 * @param cause the cause
 */
public record CauseDigest(int number, Cause cause) {
    private static final int APIS_SHOWN = 5;
    private static final int LONGEST_LINE = 600;

    static List<CauseDigest> of(List<Cause> gravestFirst) {
        List<CauseDigest> digests = new ArrayList<>();
        for (Cause cause : gravestFirst) {
            digests.add(new CauseDigest(digests.size() + 1, cause));
        }
        return List.copyOf(digests);
    }

    /** The heading of all causes with a severity. */
    public static String heading(Severity severity) {
        return switch (severity) {
            case NO_CLIENT_CONNECTS -> "No client can connect";
            case DATA_LOST_OR_CLIENTS_HANG -> "Data is lost, or clients hang";
            case TARGET_DIES -> "The target dies";
            case CLIENTS_FAIL -> "Clients fail";
            case CLIENTS_COPE -> "Clients cope";
            case ROBUSTNESS -> "Robustness: only hostile or malformed requests show it";
        };
    }

    /** What names it in the address of a report: {@code cause/offset-fetch-committed-offset}; the same in every run. */
    String address() {
        return "cause/"
                + cause.id()
                        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
    }

    public Severity severity() {
        return cause.severity();
    }

    /** What is wrong, in one line. */
    public String title() {
        return oneLine(cause.title());
    }

    /** {@code OffsetFetch v0–v5; Fetch v4}; empty if it is not about an API. */
    public String places() {
        return Places.of(cause.cases(), APIS_SHOWN);
    }

    /** Each face in one line, with its APIs and versions; without those that say no more than the title. */
    public List<String> faces() {
        return cause.faces().stream()
                .map(this::inOneLine)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private String inOneLine(Face face) {
        String places = Places.of(face.cases(), APIS_SHOWN);
        String sentence = sentence(face);
        if (places.isEmpty() || sentence.isEmpty()) {
            return places + sentence;
        }
        String api = places.substring(0, places.indexOf(' ') < 0 ? places.length() : places.indexOf(' '));
        boolean told = sentence.startsWith(api + " ") && !places.contains(";");
        return told ? sentence : places + ": " + sentence;
    }

    /** What a face says beyond the title and its API and versions; empty if nothing. */
    String sentence(Face face) {
        boolean ofItsApi =
                face.api().isEmpty() || Places.of(face.cases(), APIS_SHOWN).startsWith(face.api() + " ");
        boolean repeats = cause.title().endsWith(": " + face.fault());
        boolean told = face.sentence().equals(cause.title()) || (ofItsApi && repeats);
        return told ? "" : oneLine(face.sentence());
    }

    /** What was expected in the best example; empty if the bytes to blame say so already. */
    public String expected() {
        CaseResult example = cause.faces().get(0).example();
        return example.blame() != null ? "" : oneLine(FailureText.expectation(example));
    }

    /** {@code 6 cases of offset-fetch.committed-offset-survives (must)}. */
    public String extent() {
        List<Check> checks =
                cause.cases().stream().map(CaseResult::check).distinct().toList();
        Check first = checks.get(0);
        String example = VisibleText.of(first.id()) + " (" + level(first) + ")";
        String cases = Figures.count(cause.cases().size(), "case") + " of ";
        return checks.size() == 1
                ? cases + example
                : cases + Figures.count(checks.size(), "check") + ", such as " + example;
    }

    /** How many cases could not be played, and of which APIs; empty if none. */
    public String blocked() {
        List<CaseResult> blocked = cause.blocked();
        if (blocked.isEmpty()) {
            return "";
        }
        String places = Places.of(blocked, APIS_SHOWN);
        return Figures.count(blocked.size(), "case") + " could not be played because of it"
                + (places.isEmpty() ? "" : ": " + places);
    }

    /** How real clients react, a line each. */
    public List<String> clients() {
        return cause.clients().stream()
                .map(client -> oneLine(client.client() + ": " + client.reaction()))
                .toList();
    }

    /** How the target died, or null if it survived. */
    public @Nullable DeathDigest death() {
        for (Face face : cause.faces()) {
            for (CaseResult result : face.cases()) {
                DeathDigest death = DeathDigest.of(result);
                if (death != null) {
                    return death;
                }
            }
        }
        return null;
    }

    /** Whether real clients break on it. */
    boolean breaksClients() {
        return severity().compareTo(Severity.CLIENTS_FAIL) <= 0;
    }

    /** Whether it is shown as a violation, or as a departure that clients cope with. */
    Level shownAs() {
        return severity() == Severity.ROBUSTNESS
                ? cause.faces().get(0).example().check().level()
                : breaksClients() ? Level.MUST : Level.SHOULD;
    }

    private static String level(Check check) {
        return check.level().name().toLowerCase(Locale.ROOT);
    }

    /** Text from a target or a log in one line of bounded length. */
    static String oneLine(String text) {
        String line = VisibleText.of(text).replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }
}
