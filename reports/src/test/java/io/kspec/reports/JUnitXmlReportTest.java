package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.LogFault;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.cause.Cause;
import io.kspec.runlog.cause.Causes;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Holds the report to what the schemas of Jenkins and of Ant's original both allow. */
class JUnitXmlReportTest {
    private static final Map<String, Set<String>> ATTRIBUTES = Map.of(
            "testsuites", Set.of("name", "tests", "failures", "errors", "time"),
            "testsuite",
                    Set.of(
                            "id",
                            "name",
                            "package",
                            "tests",
                            "failures",
                            "errors",
                            "skipped",
                            "time",
                            "timestamp",
                            "hostname"),
            "testcase", Set.of("classname", "name", "time"),
            "failure", Set.of("message", "type"),
            "error", Set.of("message", "type"),
            "skipped", Set.of("message"));
    private static final Map<String, Set<String>> CHILDREN = Map.of(
            "testsuites", Set.of("testsuite"),
            "testsuite", Set.of("testcase"),
            "testcase", Set.of("failure", "error", "skipped"),
            "failure", Set.of(),
            "error", Set.of(),
            "skipped", Set.of());

    static Stream<RunLog> logs() {
        RunLog young = SampleRun.young();
        return Stream.of(
                young,
                SampleRun.conformant(),
                SampleCauses.log(),
                HostileRun.log(),
                new RunLog(null, young.results(), null, List.of(new LogFault(4, "a footer", "the end"))),
                new RunLog(null, List.of(), null, List.of(new LogFault(1, "a header", "an empty file"))));
    }

    private static Element parse(RunLog log) throws IOException, SAXException, ParserConfigurationException {
        return parse(JUnitXmlReport.render(log));
    }

    private static Element parse(String xml) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element
                    && (name.equals("*") || element.getTagName().equals(name))) {
                found.add(element);
            }
        }
        return found;
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }

    @ParameterizedTest(name = "log {index}")
    @MethodSource("logs")
    void everyElementHasExactlyTheAttributesThatToolsKnow(RunLog log) throws Exception {
        check(parse(log));
    }

    private static void check(Element element) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            names.add(element.getAttributes().item(i).getNodeName());
        }
        assertThat(names).isEqualTo(ATTRIBUTES.get(element.getTagName()));
        if (names.contains("time")) {
            assertThat(element.getAttribute("time")).matches("\\d+\\.\\d{3}");
        }
        if (names.contains("timestamp")) {
            assertThat(element.getAttribute("timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
        }
        assertThat(children(element, "*")).allSatisfy(child -> {
            assertThat(CHILDREN.get(element.getTagName())).contains(child.getTagName());
            check(child);
        });
    }

    @ParameterizedTest(name = "log {index}")
    @MethodSource("logs")
    void theCountsAreThoseOfTheCases(RunLog log) throws Exception {
        Element root = parse(log);
        int tests = 0;
        int failures = 0;
        int errors = 0;
        Set<String> names = new HashSet<>();
        for (Element suite : children(root, "testsuite")) {
            List<Element> cases = children(suite, "testcase");
            assertThat(number(suite, "tests")).isEqualTo(cases.size());
            for (String kind : List.of("failure", "error", "skipped")) {
                long some = cases.stream()
                        .filter(one -> !children(one, kind).isEmpty())
                        .count();
                assertThat(number(suite, kind.equals("skipped") ? kind : kind + "s"))
                        .isEqualTo((int) some);
            }
            tests += cases.size();
            failures += number(suite, "failures");
            errors += number(suite, "errors");
            cases.forEach(one -> assertThat(names.add(one.getAttribute("classname") + "\n" + one.getAttribute("name")))
                    .as("a second case %s", one.getAttribute("name"))
                    .isTrue());
        }
        assertThat(number(root, "tests")).isEqualTo(tests);
        assertThat(number(root, "failures")).isEqualTo(failures);
        assertThat(number(root, "errors")).isEqualTo(errors);
    }

    @Test
    void aFailureSaysWhatWasExpectedAndFoundAndWhoIsToBlame() throws Exception {
        Element suite = children(parse(SampleRun.young()), "testsuite").stream()
                .filter(one -> one.getAttribute("name").equals("OffsetFetch"))
                .findFirst()
                .orElseThrow();
        Element one = children(suite, "testcase").stream()
                .filter(found -> found.getAttribute("name").equals("offset-fetch.group-error-is-last v2"))
                .findFirst()
                .orElseThrow();
        assertThat(one.getAttribute("classname")).isEqualTo("kspec.OffsetFetch");
        Element failure = children(one, "failure").get(0);
        Cause cause = Causes.of(SampleRun.young().results()).gravestFirst().stream()
                .filter(each -> each.cases().stream()
                        .anyMatch(result -> result.check().id().equals("offset-fetch.group-error-is-last")))
                .findFirst()
                .orElseThrow();
        assertThat(failure.getAttribute("message"))
                .isEqualTo(
                        cause.title() + ": expected ErrorCode, an int16, at byte 8, found the response ends at byte 8");
        assertThat(failure.getAttribute("type")).isEqualTo(cause.id());
        assertThat(failure.getTextContent())
                .contains("level: must")
                .contains("blame: The body has the layout of v1")
                .contains("where: ErrorCode, response missing at byte 8")
                .contains("Sarama: kafka: insufficient data");
    }

    @Test
    void casesOfOneCauseHaveItsIdAndBeginWithItsTitle() throws Exception {
        Element root = parse(JUnitXmlReport.render(SampleCauses.log(), SampleCauses.summary()));
        List<Element> failures = children(root, "testsuite").stream()
                .flatMap(suite -> children(suite, "testcase").stream())
                .flatMap(one -> children(one, "failure").stream())
                .filter(one -> one.getAttribute("type").equals("OffsetFetch Topics[].Partitions[].CommittedOffset"))
                .toList();
        assertThat(failures).hasSize(8).allSatisfy(one -> assertThat(one.getAttribute("message"))
                .startsWith("The committed offset is written as an int16; it is an int64.: expected "));
    }

    @Test
    void whatWasNotPlayedIsSkippedAndSaysWhy() throws Exception {
        List<String> skipped = children(parse(SampleCauses.log()), "testsuite").stream()
                .flatMap(suite -> children(suite, "testcase").stream())
                .flatMap(one -> children(one, "skipped").stream())
                .map(one -> one.getAttribute("message"))
                .distinct()
                .toList();
        assertThat(skipped)
                .containsExactlyInAnyOrder(
                        "blocked: needs a coordinator, which FindCoordinator did not give",
                        "not played: the run reached its limit of 900 s");
    }

    @Test
    void aRequirementIsNotGivenAsTheExpectation() {
        assertThat(JUnitXmlReport.render(SampleCauses.log(), SampleCauses.summary()))
                .contains("message=\"A truncated request is answered as if it were empty: found an empty success\"");
    }

    @Test
    void aRunThatCheckedNothingIsAnError() throws Exception {
        Element root = parse(SampleRun.log(List.of(), List.of()));
        assertThat(number(root, "errors")).isEqualTo(1);
    }

    @Test
    void aBrokenRunIsAnError() throws Exception {
        Element root = parse(new RunLog(null, List.of(), null, List.of(new LogFault(1, "a header", "nothing"))));
        assertThat(number(root, "errors")).isEqualTo(1);
        assertThat(children(root, "testsuite").get(0).getAttribute("name")).isEqualTo("The run itself");
    }

    @Test
    void hostileTextSurvivesInAReadableForm() throws Exception {
        Element root = parse(HostileRun.log());
        assertThat(root.getTextContent())
                .contains(HostileRun.MARKUP)
                .contains("\\u0000")
                .contains("\\ud800");
    }
}
