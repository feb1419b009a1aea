package io.kspec.reports;

import io.kspec.runlog.RunLog;
import io.kspec.runlog.outlook.ClientForecast;
import io.kspec.runlog.outlook.ClientOutlook;
import io.kspec.runlog.outlook.Obstacle;
import io.kspec.runlog.outlook.Prospect;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which jobs real clients will do on the target of a run, in words. */
public final class OutlookText {
    private static final int LONGEST_REASON = 300;

    private final ClientOutlook outlook;

    private OutlookText(ClientOutlook outlook) {
        this.outlook = outlook;
    }

    /** What a log tells. */
    public static OutlookText of(RunLog log) {
        return new OutlookText(ClientOutlook.of(log));
    }

    ClientOutlook outlook() {
        return outlook;
    }

    /** Whether the run tells of any job whether it works. */
    public boolean isKnown() {
        return count(Prospect.WORKS) + count(Prospect.STOPPED) > 0;
    }

    /** Whether anything stops a client. */
    public boolean isStopped() {
        return count(Prospect.STOPPED) > 0;
    }

    /** {@code All 392 jobs of 8 clients will work.} */
    public String headline() {
        int works = count(Prospect.WORKS);
        int stopped = count(Prospect.STOPPED);
        int unknown = count(Prospect.UNKNOWN);
        String of = Figures.count(works + stopped + unknown) + " jobs of "
                + Figures.count(outlook.clients().size(), "client");
        if (stopped == 0 && unknown == 0) {
            return "All " + of + " will work.";
        }
        String notKnown = unknown == 0 ? "" : ", " + Figures.count(unknown) + " are not known";
        return stopped == 0
                ? "Nothing stops a client: " + Figures.count(works) + " of " + of + " will work" + notKnown + "."
                : Figures.count(stopped) + " of " + of + " are stopped, " + Figures.count(works) + " will work"
                        + notKnown + ".";
    }

    /** A line for each client of which a rule is broken: how many of its jobs are stopped, and by what most of them. */
    public List<String> stops() {
        return outlook.clients().stream()
                .flatMap(
                        client -> mainStop(client)
                                .filter(stop -> stop.getKey().example() != null)
                                .map(stop -> stop(client, stop))
                                .stream())
                .toList();
    }

    private static String stop(ClientForecast client, Map.Entry<Obstacle, List<String>> stop) {
        String jobs = Figures.count(client.count(Prospect.STOPPED)) + " of "
                + Figures.count(client.jobs().size(), "job") + " stopped";
        return client.client() + ": " + jobs + ", such as " + stop.getValue().get(0) + ": " + sentence(stop.getKey());
    }

    /** What stops a client in most jobs; what a client says goes before what the target lacks. */
    static Optional<Map.Entry<Obstacle, List<String>>> mainStop(ClientForecast client) {
        return client.obstacles(Prospect.STOPPED).entrySet().stream()
                .max(Comparator.comparing((Map.Entry<Obstacle, List<String>> stop) ->
                                stop.getKey().example() != null)
                        .thenComparing(stop -> stop.getValue().size()));
    }

    /** {@code "CRC didn't match expected 0x1 got 0x2" (Fetch v11)}. */
    static String sentence(Obstacle obstacle) {
        return reason(obstacle) + (obstacle.where().isEmpty() ? "" : " (" + obstacle.where() + ")");
    }

    static String reason(Obstacle obstacle) {
        String reason = obstacle.reason();
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }

    private int count(Prospect prospect) {
        return outlook.count(prospect);
    }
}
