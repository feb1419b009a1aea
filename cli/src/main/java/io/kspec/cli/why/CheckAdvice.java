package io.kspec.cli.why;

import io.kspec.diagnosis.clients.MentionedApi;
import io.kspec.diagnosis.clients.WireFault;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.launch.ConformanceRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The checks that look at a fault, and the command that plays them.
 *
 * @param checks the checks, the nearest first
 * @param words the command line, an option with its value each
 */
record CheckAdvice(List<ConformanceTest> checks, List<String> words) {
    CheckAdvice {
        checks = List.copyOf(checks);
        words = List.copyOf(words);
    }

    /** The command line. */
    String command() {
        return String.join(" ", words);
    }

    /**
     * The checks of a fault. If the user's text names an API that some of them look at, only these, and only for it.
     *
     * @param api the API that the text names, or null
     */
    static CheckAdvice of(WireFault fault, @Nullable MentionedApi api) {
        List<ConformanceTest> all = fault.checks().stream()
                .flatMap(id -> ConformanceRun.checks().stream()
                        .filter(check -> check.id().equals(id)))
                .toList();
        List<ConformanceTest> narrow = api == null
                ? List.of()
                : all.stream()
                        .filter(check -> check.api().equals(ConformanceTest.EVERY_API)
                                || check.api().equals(api.api().name()))
                        .toList();
        List<String> words = new ArrayList<>(List.of("kspec run --target HOST:PORT"));
        List<ConformanceTest> checks = narrow.isEmpty() ? all : narrow;
        checks.forEach(check -> words.add("--check " + check.id()));
        if (!narrow.isEmpty()) {
            MentionedApi named = Objects.requireNonNull(api);
            String name = named.api().name();
            words.add("--api " + name);
            if (named.version() != null) {
                words.add("--versions " + name + "=" + named.version());
            }
        }
        return new CheckAdvice(checks, words);
    }
}
