package io.kspec.reports;

import io.kspec.runlog.RunLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * Writes a run as one self-contained HTML file that loads nothing. Its content security policy allows only the style
 * sheet and the script inside it, by their hashes.
 */
public final class HtmlReport {
    private static final List<String> SCRIPTS = List.of(
            "model.js",
            "address.js",
            "frames.js",
            "elements.js",
            "copy.js",
            "pcap.js",
            "bytes.js",
            "timeline.js",
            "pairs.js",
            "golden.js",
            "cases.js",
            "causes.js",
            "navigate.js",
            "page.js");

    /** The length in characters that a page keeps to, so that it fits a mail; more is in the run log. */
    static final int LIMIT = 2_900_000;

    private HtmlReport() {}

    /**
     * Writes the report of a run; an existing file is replaced atomically.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(RunLog log, Summary summary, Path file) throws IOException {
        write(log, summary, GoldenAnswers.NONE, file);
    }

    /**
     * Writes the report of a run, which shows answers of another broker beside the wrong ones of the target; an existing file is
     * replaced atomically.
     *
     * @param golden answers of a broker that is known to be right
     * @throws IOException if it cannot be written
     */
    public static void write(RunLog log, Summary summary, GoldenAnswers golden, Path file) throws IOException {
        ReportFile.replace(file, render(log, summary, golden));
    }

    static String render(RunLog log) {
        return render(log, Summary.of(log));
    }

    static String render(RunLog log, Summary summary) {
        return render(log, summary, GoldenAnswers.NONE);
    }

    static String render(RunLog log, Summary summary, GoldenAnswers golden) {
        String style =
                resource("report.css") + resource("causes.css") + resource("outlook.css") + resource("golden.css");
        String script = script();
        Markup page = new Markup();
        page.trusted("<!doctype html>\n").open("html", "lang", "en").open("head");
        page.empty("meta", "charset", "utf-8");
        page.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy(style, script));
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.empty("meta", "name", "color-scheme", "content", "light dark");
        page.empty("meta", "name", "referrer", "content", "no-referrer");
        page.element("title", summary.headline() + ": " + summary.target() + " – kspec");
        page.empty("link", "rel", "icon", "href", "data:,");
        page.open("style").trusted(style).close().close().newLine();
        page.open("body");
        new ReportBody(page, log, summary).write();
        page.open("script", "type", "application/json", "id", "run-data")
                .trusted(PageData.of(log, summary.causes(), golden, LIMIT - page.length() - script.length()))
                .close()
                .newLine();
        page.open("script").trusted(script).close();
        page.close().close().newLine();
        return page.toString();
    }

    private static String script() {
        StringBuilder script = new StringBuilder("\"use strict\";\n(() => {\n");
        SCRIPTS.forEach(name -> script.append(resource(name)));
        return script.append("})();\n").toString();
    }

    private static String policy(String style, String script) {
        return "default-src 'none'; style-src '" + hash(style) + "'; script-src '" + hash(script)
                + "'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    /** A style sheet or script as a content security policy names it. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: expected in every Java runtime, found none", e);
        }
    }

    /** A file of this package. */
    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
