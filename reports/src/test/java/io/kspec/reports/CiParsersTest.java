package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.runlog.LogFault;
import io.kspec.runlog.RunLog;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** What the parsers of CI systems demand of JUnit XML, and what they lose, as read in their sources. */
class CiParsersTest {
    static Stream<RunLog> logs() {
        return JUnitXmlReportTest.logs();
    }

    private static Element parse(RunLog log) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(JUnitXmlReport.render(log))))
                .getDocumentElement();
    }

    private static List<Element> children(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    private static Stream<Element> all(Element root) {
        return Stream.concat(Stream.of(root), children(root).stream().flatMap(CiParsersTest::all));
    }

    @ParameterizedTest(name = "log {index}")
    @MethodSource("logs")
    void theSchemaOfJenkinsAllowsIt(RunLog log) throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        Validator validator = factory.newSchema(
                        Objects.requireNonNull(CiParsersTest.class.getResource("jenkins-junit.xsd")))
                .newValidator();

        String report = JUnitXmlReport.render(log);
        validator.validate(new StreamSource(new StringReader(report)));
        String titled = report.replaceAll("(<testsuite\\s[^>]*?)\\bname=", "$1title=");
        assertThat(titled).isNotEqualTo(report);
        assertThatThrownBy(() -> validator.validate(new StreamSource(new StringReader(titled))))
                .hasMessageContaining("title");
    }

    /**
     * gitlabhq/gitlabhq 028d8ac9, lib/gitlab/ci/parsers/test/junit.rb: it reads suites below one {@code testsuites}, and of a
     * case the first of failure, error and skipped. Of an element with text, ActiveSupport's {@code Hash.from_xml} keeps the
     * text alone; without text it keeps the attributes, and it converts what has one of the types below, or refuses it.
     */
    @ParameterizedTest(name = "log {index}")
    @MethodSource("logs")
    void gitLabReadsEveryCaseAndShowsWhy(RunLog log) throws Exception {
        Set<String> converted = Set.of(
                "symbol",
                "yaml",
                "array",
                "file",
                "date",
                "datetime",
                "integer",
                "float",
                "decimal",
                "boolean",
                "string",
                "base64binary",
                "hexbinary",
                "duration",
                "double");
        Element root = parse(log);

        assertThat(root.getTagName()).isEqualTo("testsuites");
        assertThat(all(root)).allSatisfy(element -> {
            assertThat(converted).doesNotContain(element.getAttribute("type").toLowerCase(Locale.ROOT));
            switch (element.getTagName()) {
                case "testsuite" -> assertThat(element.getAttribute("name")).isNotBlank();
                case "testcase" -> {
                    assertThat(element.getAttribute("name")).isNotBlank();
                    assertThat(element.getAttribute("classname")).isNotBlank();
                    assertThat(Double.parseDouble(element.getAttribute("time"))).isNotNegative();
                    assertThat(children(element)).hasSizeLessThan(2);
                }
                case "failure", "error" -> assertThat(element.getTextContent()).isNotBlank();
                case "skipped" -> {
                    assertThat(element.getTextContent()).isEmpty();
                    assertThat(element.getAttribute("message")).isNotBlank();
                }
                default -> assertThat(element).isSameAs(root);
            }
        });
    }

    /**
     * dorny/test-reporter 035c1f9d, src/parsers/java-junit: it shows the text of a failure and no attribute of it, takes an
     * element without attributes and text for absent, and looks for stack traces in lines that begin with {@code at}.
     */
    @ParameterizedTest(name = "log {index}")
    @MethodSource("logs")
    void gitHubsReporterShowsWhyAndTakesNothingForAStackTrace(RunLog log) throws Exception {
        Element root = parse(log);

        assertThat(Double.parseDouble(root.getAttribute("time"))).isNotNegative();
        assertThat(all(root)
                        .filter(element -> Set.of("failure", "error", "skipped").contains(element.getTagName())))
                .allSatisfy(element -> {
                    String text = element.getTextContent();
                    assertThat(element.getAttribute("message") + text).isNotBlank();
                    assertThat(text.lines()).noneMatch(line -> line.matches("at .*\\(.*:\\d+\\)"));
                });
    }

    /** The text begins with the cause that the message begins with. */
    @ParameterizedTest(name = "log {index}")
    @MethodSource("logs")
    void theCauseIsInTheMessageAndInTheText(RunLog log) throws Exception {
        List<Element> failures = all(parse(log))
                .filter(element -> element.getTagName().equals("failure"))
                .toList();

        assertThat(failures).allSatisfy(failure -> {
            String first = failure.getTextContent().lines().skip(1).findFirst().orElseThrow();
            assertThat(first).startsWith("cause: ");
            assertThat(failure.getAttribute("message"))
                    .startsWith(first.substring("cause: ".length()).replace('\t', ' '));
        });
        assertThat(failures).hasSize((int) log.results().stream()
                .filter(result -> result.failure() != null)
                .count());
    }

    /** A log that ends too early is an error of its own, so that half a run is not taken for a whole one. */
    @ParameterizedTest
    @MethodSource("logs")
    void anIncompleteRunFailsTheBuild(RunLog log) throws Exception {
        RunLog cut = new RunLog(log.header(), log.results(), null, List.of(new LogFault(9, "a footer", "the end")));

        assertThat(Integer.parseInt(parse(cut).getAttribute("errors"))).isPositive();
    }
}
