package io.kspec.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.kspec.reference.ReferenceReleases;
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
        String page = new MatrixPage(Declarations.read(), AnsweredApis.ofMock(), ReferenceReleases.newest()).text();
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
                Map.of("d", "no such call"),
                Map.of(
                        "b", new KnownFailure(Set.of(PlayedBroker.MOCK), "slow"),
                        "e", new KnownFailure(Set.of(PlayedBroker.MOCK, PlayedBroker.KAFKA), "broken")));
        List<DeclaredJob> jobs = List.of(job("a"), job("b"), job("c", "EndTxn"), job("d"), job("e"));

        String page = new MatrixPage(new Declarations(jobs, List.of(client)), Set.of("Fetch"), "4.3.1").text();

        assertThat(page)
                .contains("| c | lib 1 | Java | 4 | 3 | 1 |")
                .contains("| `a` | yes |\n| `b` | Kafka |\n| `c` | later |\n| `d` | – |\n| `e` | no |\n")
                .contains("| `c` | does c | EndTxn |")
                .contains("- c, `b` on the mock broker: slow\n")
                .contains("- c, `e` on the mock broker and Apache Kafka: broken\n")
                .contains("- c: no such call: `d`\n");
    }

    private static DeclaredJob job(String id, String... apis) {
        return new DeclaredJob(id, "does " + id, List.of(apis), "", Duration.ofSeconds(1));
    }
}
