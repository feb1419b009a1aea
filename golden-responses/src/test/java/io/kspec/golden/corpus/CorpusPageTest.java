package io.kspec.golden.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.reference.ReferenceReleases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With {@code -Dkspec.corpus.write=true} this test writes the page. */
@Tag("long")
class CorpusPageTest {
    private static final Path PAGE = Path.of("..", "docs", "corpus.md");

    private static List<CorpusCensus> releases = List.of();
    private static List<DeclaredLack> declared = List.of();

    @BeforeAll
    static void count() throws IOException {
        releases = ReferenceReleases.all().stream().map(CorpusCensus::new).toList();
        declared = DeclaredLack.all();
    }

    private static List<Lack> lacks() {
        return releases.stream().flatMap(release -> release.lacks().stream()).toList();
    }

    @Test
    void whatIsMissingHasAReason() {
        assertThat(lacks())
                .filteredOn(lack -> declared.stream().noneMatch(each -> each.covers(lack)))
                .isEmpty();
    }

    @Test
    void whatHasAReasonIsMissing() {
        assertThat(declared).allSatisfy(each -> assertThat(lacks()).anyMatch(each::covers));
    }

    @Test
    void thePageIsWhatTheCapturesShow() throws IOException {
        String text = new CorpusPage(releases, declared).text();
        if (Boolean.getBoolean("kspec.corpus.write")) {
            Files.writeString(PAGE, text);
        }
        assertThat(Files.readString(PAGE))
                .as("run this test with -Dkspec.corpus.write=true to write the page again")
                .isEqualTo(text);
    }
}
