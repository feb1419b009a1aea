package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** The table that {@code kspec list releases} prints. */
final class ReleaseTable {
    private final Terminal terminal;

    ReleaseTable(Terminal terminal) {
        this.terminal = terminal;
    }

    void print() {
        Catalog catalog = Catalog.standard();
        List<String> releases = catalog.releases();
        terminal.out().println(terminal.colours().strong("release  API versions taken from it"));
        for (String release : releases) {
            long pairs = pairs(catalog.apis(), release);
            String newer = release.equals(releases.get(0)) ? "" : " that no newer release has";
            terminal.out().println("%-8s %d%s".formatted(release, pairs, newer));
        }
        terminal.out().println(catalog.apis().size() + " APIs");
    }

    private static long pairs(Collection<ApiSpec> apis, String release) {
        return apis.stream()
                .mapToLong(api -> IntStream.rangeClosed(
                                api.versions().lowest(), api.versions().highest())
                        .filter(version -> api.request(version).release().equals(release))
                        .count())
                .sum();
    }
}
