package io.kspec.cli;

import io.kspec.cli.console.UsageException;
import io.kspec.suite.check.ClientFlowCheck;
import io.kspec.suite.check.ScenarioCheck;
import io.kspec.suite.session.Selection;
import io.kspec.yaml.Suggestion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options about scenarios: which flows of real clients are played, and which scenarios of a user. */
final class ScenarioOptions {
    @Option(
            names = "--as",
            split = ",",
            completionCandidates = CompletionWords.Clients.class,
            paramLabel = "CLIENT",
            description = "Plays only what this client sends, such as sarama or java-4.4. Its checks are named"
                    + " after it and its jobs: client.sarama.commit-resume. Repeatable, also with commas. Every run"
                    + " plays what all clients send, beside its checks.")
    private List<String> clients = List.of();

    @Option(
            names = "--scenarios",
            paramLabel = "PATH",
            description = "Also plays the scenarios of this file or folder, as checks with ids such as"
                    + " scenario.NAME. Repeatable.")
    private List<Path> paths = List.of();

    /**
     * The flows of the named clients, or of all if none are named, and the named scenarios.
     *
     * @throws UsageException if there is no such client, or a file does not exist or is not a valid scenario
     */
    List<ScenarioCheck> read() throws IOException {
        requireClients();
        Stream<ScenarioCheck> flows = ClientFlowCheck.packaged().stream()
                .filter(flow -> clients.isEmpty() || clients.contains(flow.client()))
                .map(flow -> flow);
        Stream<ScenarioCheck> own = paths.isEmpty()
                ? Stream.empty()
                : ScenarioFiles.load(paths).stream().map(ScenarioCheck::new);
        return Stream.concat(flows, own).toList();
    }

    private void requireClients() {
        List<String> known = clients();
        for (String client : clients) {
            if (!known.contains(client)) {
                throw new UsageException("--as: expected one of " + String.join(", ", known) + ", found " + client
                        + Suggestion.of(client, known));
            }
        }
    }

    /** The clients whose flows come with kspec. */
    static List<String> clients() {
        return ClientFlowCheck.packaged().stream()
                .map(ClientFlowCheck::client)
                .distinct()
                .toList();
    }

    /** A selection, narrowed to the flows of the named clients if any are named and no checks are. */
    Selection narrow(Selection selection) {
        return clients.isEmpty()
                        || !selection.include().isEmpty()
                        || !selection.cases().isEmpty()
                ? selection
                : selection.including(
                        clients.stream().distinct().map(ClientFlowCheck::idsOf).toList());
    }

    /** The ids that scenarios have as checks. */
    static List<String> ids(List<ScenarioCheck> scenarios) {
        return scenarios.stream().map(ScenarioCheck::id).toList();
    }

    /** The named scenarios as the words of a command line. */
    Stream<String> words() {
        return paths.stream().flatMap(path -> Stream.of("--scenarios", path.toString()));
    }
}
