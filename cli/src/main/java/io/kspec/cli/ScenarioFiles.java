package io.kspec.cli;

import io.kspec.cli.console.NearbyFile;
import io.kspec.cli.console.UsageException;
import io.kspec.scenarios.InvalidScenarioException;
import io.kspec.scenarios.Scenario;
import io.kspec.scenarios.ScenarioCatalog;
import io.kspec.yaml.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Loads the scenarios named on the command line. */
final class ScenarioFiles {
    private ScenarioFiles() {}

    /**
     * Loads the scenarios in files and folders.
     *
     * @throws UsageException if a file does not exist or is not a valid scenario, or if two have the same name
     */
    static List<Scenario> load(List<Path> paths) throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new UsageException("expected a scenario file or a folder of scenarios, found none at " + path
                        + NearbyFile.suggestion(path));
            }
            try {
                scenarios.addAll(ScenarioCatalog.load(path).scenarios());
            } catch (InvalidScenarioException e) {
                throw new UsageException("invalid scenarios:\n" + e.getMessage());
            }
        }
        if (scenarios.isEmpty()) {
            throw new UsageException("expected scenarios, found no .yaml file in " + paths);
        }
        requireNames(scenarios);
        return scenarios;
    }

    /** Files of one folder have names of their own, but not those of several folders. */
    private static void requireNames(List<Scenario> scenarios) {
        Map<String, Scenario> names = new HashMap<>();
        for (Scenario scenario : scenarios) {
            Scenario first = names.putIfAbsent(scenario.name(), scenario);
            if (first != null) {
                throw new UsageException("invalid scenarios:\n" + scenario.file()
                        + ": expected a unique name, found " + scenario.name() + ", which is also the name of "
                        + first.file());
            }
        }
    }

    /**
     * Loads scenarios by their names in the catalogue or from files; the whole catalogue if no name is given.
     *
     * @throws UsageException if a scenario does not exist or is not valid
     */
    static List<Scenario> named(List<String> names) throws IOException {
        ScenarioCatalog catalog = ScenarioCatalog.packaged();
        List<Scenario> scenarios = new ArrayList<>();
        for (String name : names) {
            if (catalog.find(name).isPresent()) {
                scenarios.add(catalog.find(name).get());
            } else {
                scenarios.addAll(load(List.of(path(name, catalog))));
            }
        }
        return names.isEmpty() ? catalog.scenarios() : scenarios;
    }

    private static Path path(String name, ScenarioCatalog catalog) {
        String file = "";
        try {
            Path path = Path.of(name);
            if (Files.exists(path)) {
                return path;
            }
            file = NearbyFile.suggestion(path);
        } catch (InvalidPathException e) {
            // neither, then
        }
        String scenario = Suggestion.of(
                name, catalog.scenarios().stream().map(Scenario::name).toList());
        throw new UsageException("expected the name of a scenario or a file, found " + name
                + (scenario.isEmpty() ? file : scenario) + "; kspec scenario list names them");
    }
}
