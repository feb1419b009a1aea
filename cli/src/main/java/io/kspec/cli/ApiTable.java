package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.mock.api.Handlers;
import io.kspec.mock.dispatch.AnsweredVersions;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The table that {@code kspec list apis} prints: for each API its versions in all releases together, the first flexible
 * version, the versions that the mock broker answers, and those that only the oldest release has.
 */
final class ApiTable {
    private static final String NONE = "-";
    private static final String ROW = "%3s  %-37s %-8s %-8s %-6s %s";

    private final Terminal terminal;
    private final AnsweredVersions mock;

    ApiTable(Terminal terminal) {
        this.terminal = terminal;
        this.mock = Handlers.versions();
    }

    void print() {
        List<String> releases = Catalog.standard().releases();
        String oldest = releases.get(releases.size() - 1);
        row(ROW.formatted("key", "API", "versions", "flexible", "mock", "only " + oldest), true);
        for (ApiSpec api : Catalog.standard().apis()) {
            Versions flexible = range(api, version -> api.request(version).flexible());
            Versions old = range(api, version -> api.request(version).release().equals(oldest));
            row(
                    ROW.formatted(
                            api.key(),
                            api.name(),
                            text(api.versions()),
                            flexible.isEmpty() ? NONE : flexible.lowest() + "+",
                            text(mock.of(api)),
                            text(old)),
                    false);
        }
    }

    private void row(String text, boolean heading) {
        String line = text.stripTrailing();
        terminal.out().println(heading ? terminal.colours().strong(line) : line);
    }

    private static Versions range(ApiSpec api, IntPredicate filter) {
        int[] versions = IntStream.rangeClosed(
                        api.versions().lowest(), api.versions().highest())
                .filter(filter)
                .toArray();
        return versions.length == 0 ? Versions.NONE : new Versions(versions[0], versions[versions.length - 1]);
    }

    private static String text(Versions versions) {
        return versions.isEmpty() ? NONE : versions.toString();
    }
}
