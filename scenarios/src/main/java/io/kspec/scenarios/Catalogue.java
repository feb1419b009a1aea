package io.kspec.scenarios;

import io.kspec.yaml.Position;
import io.kspec.yaml.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Scenarios by name: those that kspec brings, or those of a file or folder. */
public final class Catalogue {
    private static final String FOLDER = "catalog/";
    private static final String INDEX = "index.txt";

    private final List<Scenario> scenarios;

    private Catalogue(List<Scenario> scenarios) {
        this.scenarios = List.copyOf(scenarios);
    }

    /** The scenarios that kspec brings, in the order of their files; the files go by {@code <area>/<name>.yaml}. */
    public static Catalogue packaged() {
        List<Source> sources = new ArrayList<>();
        for (String line : resource(INDEX).lines().toList()) {
            if (!line.isBlank()) {
                sources.add(new Source(line.strip(), resource(line.strip())));
            }
        }
        return read(sources);
    }

    /**
     * The scenarios of a file, or of all {@code .yaml} files below a folder in their order.
     *
     * @throws InvalidScenarioException with everything that is wrong in any of them
     * @throws IOException if they cannot be read
     */
    public static Catalogue load(Path path) throws IOException {
        List<Source> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(file -> file.equals(path) || file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            for (Path file : found) {
                sources.add(new Source(file.toString(), Files.readString(file)));
            }
        }
        return read(sources);
    }

    private record Source(String file, String text) {}

    private static Catalogue read(List<Source> sources) {
        List<Scenario> scenarios = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Source source : sources) {
            try {
                Scenario scenario = ScenarioReader.read(source.file(), source.text());
                find(scenarios, scenario.name()).ifPresent(same -> problems.add(sameName(scenario, same)));
                scenarios.add(scenario);
            } catch (InvalidScenarioException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidScenarioException(problems);
        }
        return new Catalogue(scenarios);
    }

    private static Problem sameName(Scenario scenario, Scenario same) {
        return new Problem(
                scenario.file(),
                new Position(1, 1),
                "expected a name of its own, found " + scenario.name() + ", which is that of " + same.file());
    }

    private static Optional<Scenario> find(List<Scenario> scenarios, String name) {
        return scenarios.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst();
    }

    private static String resource(String file) {
        try (InputStream stream = Objects.requireNonNull(Catalogue.class.getResourceAsStream(FOLDER + file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them. */
    public List<Scenario> scenarios() {
        return scenarios;
    }

    /** The scenario with a name. */
    public Optional<Scenario> find(String name) {
        return find(scenarios, name);
    }
}
