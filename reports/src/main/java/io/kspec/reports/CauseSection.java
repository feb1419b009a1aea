package io.kspec.reports;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.ClientReaction;
import io.kspec.runlog.Level;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.cause.Face;
import io.kspec.runlog.cause.Severity;
import io.kspec.runlog.known.Acceptance;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;

/**
 * The section with the causes, gravest first, by severity. Each can be opened; the page's script then adds the bytes of an
 * example of each face.
 */
final class CauseSection {
    private static final int APIS_SHOWN = 12;

    private final Markup page;
    private final List<CauseDigest> causes;
    private final Acceptance acceptance;
    private final IdentityHashMap<CaseResult, Integer> positions = new IdentityHashMap<>();

    CauseSection(Markup page, RunLog log, Summary summary) {
        this.page = page;
        this.causes = summary.causes();
        this.acceptance = summary.acceptance();
        List<CaseResult> results = log.results();
        for (int i = 0; i < results.size(); i++) {
            positions.putIfAbsent(results.get(i), i);
        }
    }

    void write() {
        page.open("section", "class", "causes", "id", "causes", "aria-labelledby", "causes-title");
        page.open("div", "class", "section-head");
        page.element("h2", "Causes", "id", "causes-title");
        page.element("p", "Gravest first. Open one to see its bytes.", "class", "hint");
        page.close();
        for (Severity severity : Severity.values()) {
            List<CauseDigest> some = causes.stream()
                    .filter(cause -> cause.severity() == severity)
                    .toList();
            if (!some.isEmpty()) {
                write(severity, some);
            }
        }
        page.close().newLine();
    }

    private void write(Severity severity, List<CauseDigest> some) {
        page.open("h3")
                .text(CauseDigest.heading(severity) + " ")
                .element("span", Figures.count(some.size()), "class", "number")
                .close();
        page.open("ol", "start", "" + some.get(0).number());
        some.forEach(this::write);
        page.close().newLine();
    }

    private void write(CauseDigest cause) {
        Level level = cause.shownAs();
        String style = "cause " + level.name().toLowerCase(Locale.ROOT);
        page.open("li")
                .open("details", "class", style, "id", "cause-" + cause.number(), "data-cause", "" + cause.number());
        page.open("summary");
        page.element("span", level == Level.MUST ? "✗" : "≠", "class", "mark", "aria-hidden", "true");
        page.open("span", "class", "head");
        page.open("span", "class", "title")
                .element("span", cause.number() + ".", "class", "ordinal")
                .text(" " + cause.title())
                .close();
        page.open("span", "class", "line");
        page.element("span", cause.places(), "class", "versions");
        page.element("span", cause.extent(), "class", "extent");
        if (acceptance.isKnown(cause.cause())) {
            page.element("span", "known", "class", "known");
        }
        int blocked = cause.cause().blocked().size();
        if (blocked > 0) {
            page.element("span", Figures.count(blocked, "case") + " blocked", "class", "blocked-by");
        }
        page.close().close().close();
        page.open("div", "class", "body");
        acceptance
                .knownReason(cause.cause().faces().get(0).example())
                .ifPresent(reason -> page.element("p", "Known: " + reason, "class", "reason"));
        writeFaces(cause);
        if (blocked > 0) {
            page.element("p", cause.blocked() + ".", "class", "reason");
        }
        writeClients(cause);
        page.open("div", "class", "example").close();
        page.close().close().close().newLine();
    }

    private void writeFaces(CauseDigest cause) {
        List<Face> faces = cause.cause().faces();
        page.open("ul", "class", faces.size() == 1 ? "faces one" : "faces", "aria-label", "How it shows");
        for (Face face : faces) {
            String sentence = faces.size() == 1 ? cause.sentence(face) : face.sentence();
            page.open("li", "data-case", "" + positions.getOrDefault(face.example(), -1));
            page.element("span", Places.of(face.cases(), APIS_SHOWN), "class", "versions");
            page.element("span", sentence, "class", "sentence");
            page.element("span", Figures.count(face.cases().size(), "case"), "class", "number");
            page.close();
        }
        page.close();
    }

    private void writeClients(CauseDigest cause) {
        if (cause.cause().clients().isEmpty()) {
            return;
        }
        page.open("section", "class", "clients")
                .element("h4", "Clients affected")
                .open("dl");
        cause.cause().clients().forEach(this::write);
        page.close().close();
    }

    private void write(ClientReaction client) {
        page.element("dt", client.client()).open("dd").element("span", client.reaction(), "class", "said");
        if (!client.source().isEmpty()) {
            page.open("span", "class", "known-from");
            String address = SourceLinks.file(client.version(), client.source());
            if (address == null) {
                page.text(client.source());
            } else {
                page.element("a", client.source(), "href", address, "rel", "noreferrer noopener", "target", "_blank");
            }
            page.text(client.version().isEmpty() ? "" : ", " + client.version()).close();
        }
        page.close();
    }
}
