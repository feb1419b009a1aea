package io.kspec.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The bill of materials names what kspec publishes, in the version of the build. */
class BomTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    /** Modules that only this build uses. */
    private static final List<String> UNPUBLISHED =
            List.of("bom", "clients", "benchmarks", "samples", "site", "static-checks");

    @Test
    void everyPublishedModuleStandsInIt() throws Exception {
        Document build = parse(ROOT.resolve("pom.xml"));
        List<String> published = texts(build.getElementsByTagName("module")).stream()
                .filter(module -> !UNPUBLISHED.contains(module))
                .map(module -> "kspec-" + module)
                .toList();

        Document bom = parse(ROOT.resolve("bom/pom.xml"));
        List<String> artifacts = texts(bom.getElementsByTagName("artifactId"));

        assertThat(artifacts.subList(1, artifacts.size())).containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void itHasTheVersionOfTheBuild() throws Exception {
        assertThat(version(parse(ROOT.resolve("bom/pom.xml")))).isEqualTo(version(parse(ROOT.resolve("pom.xml"))));
    }

    private static Document parse(Path pom) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(Files.newInputStream(pom));
    }

    private static String version(Document pom) {
        NodeList children = pom.getDocumentElement().getElementsByTagName("version");
        return ((Element) children.item(0)).getTextContent();
    }

    private static List<String> texts(NodeList nodes) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }
}
