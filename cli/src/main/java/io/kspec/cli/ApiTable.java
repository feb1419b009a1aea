package io.kspec.cli;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.stream.IntStream;

/** The table of APIs that {@code kspec list apis} prints. */
final class ApiTable {
    private final Terminal terminal;

    ApiTable(Terminal terminal) {
        this.terminal = terminal;
    }

    void print() {
        terminal.out().println(terminal.colours().strong("key  API                            versions  flexible"));
        for (ApiSpec api : Catalog.standard().apis()) {
            terminal.out().printf("%3d  %-30s %-9s %s%n", api.key(), api.name(), api.versions(), flexibleFrom(api));
        }
    }

    private static String flexibleFrom(ApiSpec api) {
        return IntStream.rangeClosed(api.versions().lowest(), api.versions().highest())
                .filter(version -> api.request(version).flexible())
                .mapToObj(version -> version + "+")
                .findFirst()
                .orElse("-");
    }
}
