package io.kspec.scenarios;

import java.util.List;
import java.util.Optional;

/**
 * What a client sends for one of its jobs, as it was recorded: a scenario of the catalog whose file is called {@code
 * clients/<client>/<job>.yaml}.
 *
 * @param client the client's id, such as {@code sarama}
 * @param job the job's id, such as {@code commit-resume}
 * @param scenario the flow; its source names the library and its version
 */
public record ClientFlow(String client, String job, Scenario scenario) {
    private static final String FOLDER = "clients";

    /** The flows in the order of their files. */
    public static List<ClientFlow> in(ScenarioCatalog catalog) {
        return catalog.scenarios().stream()
                .flatMap(scenario -> of(scenario).stream())
                .toList();
    }

    /** The flow that a scenario of the catalog is; empty if it is none. */
    private static Optional<ClientFlow> of(Scenario scenario) {
        String[] parts = scenario.file().split("/", -1);
        return parts.length == 3 && parts[0].equals(FOLDER)
                ? Optional.of(new ClientFlow(parts[1], parts[2].substring(0, parts[2].lastIndexOf('.')), scenario))
                : Optional.empty();
    }

    /** The library and its version, such as {@code sarama 1.61.1}. */
    public String library() {
        return scenario.source().getOrDefault("client", client);
    }
}
