package io.kspec.reports;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.outlook.ClientForecast;
import io.kspec.runlog.outlook.Obstacle;
import io.kspec.runlog.outlook.Prospect;
import java.util.List;

/**
 * The section with the jobs that real clients will do, and what stops the others; one line that can be opened if nothing stops a
 * client. Nothing if the run does not tell.
 */
final class OutlookSection {
    private final Markup page;
    private final OutlookText text;
    private final CaseAddresses addresses;

    OutlookSection(Markup page, RunLog log) {
        this.page = page;
        this.text = OutlookText.of(log);
        this.addresses = new CaseAddresses(log.results());
    }

    void write() {
        if (!text.isKnown()) {
            return;
        }
        page.open("section", "class", "outlook", "aria-labelledby", "outlook-title");
        page.open("div", "class", "section-head");
        page.element("h2", "Clients", "id", "outlook-title");
        page.element(
                "p", "Derived from what this run saw, and from rules read in the clients' sources.", "class", "hint");
        page.close();
        if (text.isStopped()) {
            page.element("p", text.headline());
            writeClients();
        } else {
            page.open("details", "class", "all").element("summary", text.headline());
            writeClients();
            page.close();
        }
        page.close().newLine();
    }

    private void writeClients() {
        page.open("ul", "class", "forecasts");
        text.outlook().clients().forEach(this::write);
        page.close();
        page.element("p", basis(), "class", "hint");
    }

    private String basis() {
        List<String> unknown = text.outlook().unknown();
        return "A client is taken to use the target's newest version of an API where that is older than its own. Logins are not predicted."
                + (unknown.isEmpty()
                        ? ""
                        : " Nothing is said of " + String.join(", ", unknown)
                                + ": their sources were not read for rules, or what they send was not recorded.");
    }

    private void write(ClientForecast client) {
        page.open("li").open("details", "class", "forecast").open("summary");
        page.element("span", client.client(), "class", "name");
        page.element("span", client.library(), "class", "versions");
        page.open("span", "class", "tally");
        tally(client, Prospect.STOPPED, "stopped", "stopped");
        tally(client, Prospect.UNKNOWN, "not known", "unknown");
        tally(client, Prospect.WORKS, "will work", "works");
        page.close().close().open("div", "class", "body");
        writeObstacles("Stopped", client, Prospect.STOPPED);
        writeObstacles("Not known", client, Prospect.UNKNOWN);
        List<String> works = client.jobs(Prospect.WORKS);
        if (!works.isEmpty()) {
            page.element("h3", "Will work");
            writeJobs(works);
        }
        page.close().close().close().newLine();
    }

    private void tally(ClientForecast client, Prospect prospect, String what, String style) {
        int count = client.count(prospect);
        if (count > 0) {
            page.element("span", Figures.count(count) + " " + what, "class", style);
        }
    }

    private void writeObstacles(String title, ClientForecast client, Prospect prospect) {
        if (client.count(prospect) == 0) {
            return;
        }
        page.element("h3", title).open("ul", "class", "obstacles");
        client.obstacles(prospect).forEach(this::write);
        page.close();
    }

    private void write(Obstacle obstacle, List<String> jobs) {
        page.open("li").open("p");
        page.element("span", OutlookText.reason(obstacle), "class", "said");
        if (!obstacle.where().isEmpty()) {
            page.text(" ").element("span", obstacle.where(), "class", "versions");
        }
        CaseResult example = obstacle.example();
        if (example != null) {
            page.text(" ").element("a", example.check().id(), "href", "#" + addresses.of(example));
        }
        page.close();
        writeJobs(jobs);
        page.close();
    }

    private void writeJobs(List<String> jobs) {
        page.open("ul", "class", "names");
        jobs.forEach(job -> page.element("li", job));
        page.close();
    }
}
