package io.kspec.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.kspec.reference.ReferenceReleases;
import io.kspec.scenarios.ClientFlow;
import io.kspec.scenarios.ScenarioCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MatrixPageTest {
    private static final Path PAGE = Path.of("..", "docs", "clients.md");

    @Test
    void thePageIsTheOneOfTheDeclarations() throws IOException {
        String page = new MatrixPage(
                        Declarations.read(),
                        AnsweredApis.ofMock(),
                        ReferenceReleases.newest(),
                        ClientFlow.in(ScenarioCatalog.packaged()))
                .text();
        if (Boolean.getBoolean("kspec.clients.write")) {
            Files.writeString(PAGE, page);
        } else if (!Files.readString(PAGE).equals(page)) {
            fail("docs/clients.md is not what clients.yaml says; with -Dkspec.clients.write=true this test writes it");
        }
    }

    @Test
    void aCellSaysWhereAJobPasses() {
        DeclaredClient client = new DeclaredClient(
                "c",
                "lib",
                "1",
                "Java",
                "",
                "",
                "",
                Map.of("d", "no such call"),
                Map.of(
                        "b", new KnownFailure(Set.of(PlayedBroker.MOCK), "slow"),
                        "e", new KnownFailure(Set.of(PlayedBroker.MOCK, PlayedBroker.KAFKA), "broken")));
        List<DeclaredJob> jobs = List.of(job("a"), job("b"), job("c", "EndTxn"), job("d"), job("e"));

        String page =
                new MatrixPage(new Declarations(jobs, List.of(client)), Set.of("Fetch"), "4.3.1", List.of()).text();

        assertThat(page)
                .contains("| c | lib 1 | Java | 4 | 3 | 1 |")
                .contains("| `a` | yes |\n| `b` | Kafka |\n| `c` | later |\n| `d` | – |\n| `e` | no |\n")
                .contains("| `c` | does c | EndTxn |")
                .contains("- c, `b` on the mock broker: slow\n")
                .contains("- c, `e` on the mock broker and Apache Kafka: broken\n")
                .contains("- c: no such call: `d`\n");
    }

    @Test
    void whatStandsOnAClientHasATableOfItsOwnJobs() {
        DeclaredClient plain = new DeclaredClient("c", "lib", "1", "Java", "", "", "", Map.of(), Map.of());
        DeclaredClient layer = new DeclaredClient("s", "lib-s", "1", "Java", "streams", "", "", Map.of(), Map.of());
        DeclaredJob count = new DeclaredJob("count", "counts words", "streams", List.of(), "", Duration.ofSeconds(1));
        Declarations declarations = new Declarations(List.of(job("a"), count), List.of(plain, layer));

        String page = new MatrixPage(declarations, Set.of(), "4.3.1", List.of()).text();

        assertThat(page)
                .contains("| s | lib-s 1 | Java | 1 | 1 | 1 |")
                .contains("| job | c |\n| --- | --- |\n| `a` | yes |\n\n")
                .contains("| job | s |\n| --- | --- |\n| `count` | yes |\n\n")
                .contains("| `count` | counts words |");
    }

    private static DeclaredJob job(String id, String... apis) {
        return new DeclaredJob(id, "does " + id, "", List.of(apis), "", Duration.ofSeconds(1));
    }
}
