package io.kspec.cli;

import io.kspec.scenarios.Scenario;
import io.kspec.suite.check.ScenarioCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The option that adds scenarios to a run. */
final class ScenarioOptions {
    @Option(
            names = "--scenarios",
            paramLabel = "PATH",
            description = "Also plays the scenarios of this file or folder, as checks with ids such as"
                    + " scenario.NAME. Repeatable.")
    private List<Path> paths = List.of();

    /**
     * The named scenarios; none if none are named.
     *
     * @throws io.kspec.cli.console.UsageException if a file does not exist or is not a valid scenario
     */
    List<Scenario> read() throws IOException {
        return paths.isEmpty() ? List.of() : ScenarioFiles.load(paths);
    }

    /** The ids that scenarios have as checks. */
    static List<String> ids(List<Scenario> scenarios) {
        return scenarios.stream().map(ScenarioCheck::new).map(ScenarioCheck::id).toList();
    }

    /** The option as the words of a command line. */
    Stream<String> words() {
        return paths.stream().flatMap(path -> Stream.of("--scenarios", path.toString()));
    }
}
