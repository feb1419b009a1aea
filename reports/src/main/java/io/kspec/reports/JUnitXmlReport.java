package io.kspec.reports;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.VerdictCounts;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a run as JUnit XML in the form that Jenkins, GitLab and GitHub's test reporters all accept: a suite per API, a test
 * case per case. A failure's type is the id of its cause, which its message begins with; the text has the cause as well,
 * because GitLab and GitHub's reporters show no attribute. A failure that is known is a skipped test case. Harness errors
 * become {@code <error>}, and so does a broken log or an incomplete run, in a suite of its own, so that CI does not mistake
 * half a run for a whole one.
 */
public final class JUnitXmlReport {
    private static final DateTimeFormatter LOCAL_SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private final XMLStreamWriter xml;
    private final RunLog log;
    private final Summary summary;
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<CaseResult, CauseDigest> causes;

    private JUnitXmlReport(XMLStreamWriter xml, RunLog log, Summary summary) {
        this.xml = xml;
        this.log = log;
        this.summary = summary;
        this.causes = summary.causesByCase();
    }

    /**
     * Writes the report of a run; an existing file is replaced atomically.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(RunLog log, Summary summary, Path file) throws IOException {
        ReportFile.replace(file, render(log, summary));
    }

    static String render(RunLog log) {
        return render(log, Summary.of(log));
    }

    static String render(RunLog log, Summary summary) {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
            new JUnitXmlReport(xml, log, summary).write();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("JUnit XML: expected to be written to memory, found " + e.getMessage(), e);
        }
        return out.append('\n').toString();
    }

    private void write() throws XMLStreamException {
        Map<String, List<CaseResult>> suites = new LinkedHashMap<>();
        for (CaseResult result : log.results()) {
            suites.computeIfAbsent(suiteOf(result), name -> new ArrayList<>()).add(result);
        }
        List<String> warnings = new ArrayList<>(summary.warnings());
        if (summary.outcome() == Outcome.NOTHING_CHECKED) {
            warnings.add(summary.sentence());
        }
        VerdictCounts counts = summary.counts();
        xml.writeStartDocument("UTF-8", "1.0");
        start("testsuites");
        attribute("name", "kspec");
        attribute("tests", counts.total() + warnings.size());
        attribute("failures", counts.fail() - known(log.results()));
        attribute("errors", counts.error() + warnings.size());
        attribute("time", Figures.seconds(total(log.results())));
        if (!warnings.isEmpty()) {
            writeWarnings(warnings);
        }
        int id = 0;
        for (Map.Entry<String, List<CaseResult>> suite : suites.entrySet()) {
            writeSuite(++id, suite.getKey(), suite.getValue());
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void writeWarnings(List<String> warnings) throws XMLStreamException {
        startSuite(0, "The run itself", new VerdictCounts(0, 0, 0, warnings.size(), 0, 0), 0, 0);
        for (String warning : warnings) {
            startCase("The run itself", warning, 0);
            problem("error", warning, "run", warning);
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void writeSuite(int id, String name, List<CaseResult> results) throws XMLStreamException {
        startSuite(id, name, VerdictCounts.of(results), known(results), total(results));
        for (CaseResult result : results) {
            write(name, result);
        }
        xml.writeEndElement();
    }

    private void startSuite(int id, String name, VerdictCounts counts, int known, double ms) throws XMLStreamException {
        RunHeader header = log.header();
        start("testsuite");
        attribute("id", id);
        attribute("name", name);
        attribute("package", "kspec");
        attribute("tests", counts.total());
        attribute("failures", counts.fail() - known);
        attribute("errors", counts.error());
        attribute("skipped", counts.skipped() + counts.blocked() + counts.notPlayed() + known);
        attribute("time", Figures.seconds(ms));
        attribute("timestamp", LOCAL_SECONDS.format(header == null ? Instant.EPOCH : header.startedAt()));
        attribute("hostname", header == null ? "unknown" : header.target().host());
    }

    private void write(String suite, CaseResult result) throws XMLStreamException {
        ApiVersion api = result.api();
        String version = api == null || api.version() == null ? "" : " v" + api.version();
        startCase(suite, result.check().id() + version, result.durationMs());
        String reason = result.reason() == null ? "" : result.reason();
        Optional<String> known = known(result);
        if (known.isPresent()) {
            start("skipped");
            attribute("message", "known failure: " + known.get() + ": " + FailureText.contrast(result));
            xml.writeEndElement();
        } else if (result.verdict().hasReason() && result.verdict() != Verdict.ERROR) {
            start("skipped");
            attribute("message", unplayed(result.verdict()) + reason);
            xml.writeEndElement();
        } else if (result.verdict() == Verdict.ERROR) {
            problem("error", reason, "harness", FailureText.of(result));
        } else if (result.failure() != null) {
            CauseDigest cause = causes.get(result);
            String contrast = FailureText.contrast(result);
            problem(
                    "failure",
                    cause == null ? contrast : cause.title() + ": " + contrast,
                    cause == null ? result.check().id() : cause.cause().id(),
                    (cause == null ? "" : "\ncause: " + cause.title()) + FailureText.of(result));
        }
        xml.writeEndElement();
    }

    /** Why a case fails, if that is known. */
    private Optional<String> known(CaseResult result) {
        return result.verdict() == Verdict.FAIL ? summary.acceptance().knownReason(result) : Optional.empty();
    }

    private int known(List<CaseResult> results) {
        return (int)
                results.stream().filter(result -> known(result).isPresent()).count();
    }

    private static String unplayed(Verdict verdict) {
        return switch (verdict) {
            case BLOCKED -> "blocked: ";
            case NOT_PLAYED -> "not played: ";
            default -> "";
        };
    }

    private void startCase(String suite, String name, double ms) throws XMLStreamException {
        start("testcase");
        attribute("classname", "kspec." + suite.replace('.', ' '));
        attribute("name", distinct(suite, name));
        attribute("time", Figures.seconds(ms));
    }

    /** GitLab keeps only one of several cases with the same name. */
    private String distinct(String suite, String name) {
        int times = names.merge(suite + "\n" + name, 1, Integer::sum);
        return times == 1 ? name : name + " (" + times + ")";
    }

    private void problem(String element, String message, String type, String text) throws XMLStreamException {
        start(element);
        attribute("message", message);
        attribute("type", type);
        xml.writeCharacters(VisibleText.of(text));
        xml.writeEndElement();
    }

    private void start(String element) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(element);
    }

    private void attribute(String name, int value) throws XMLStreamException {
        xml.writeAttribute(name, Integer.toString(value));
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, VisibleText.of(value).replaceAll("[\\n\\t]+", " "));
    }

    private static String suiteOf(CaseResult result) {
        return result.api() == null ? "No single API" : result.api().name();
    }

    private static double total(List<CaseResult> results) {
        return results.stream().mapToDouble(CaseResult::durationMs).sum();
    }
}
