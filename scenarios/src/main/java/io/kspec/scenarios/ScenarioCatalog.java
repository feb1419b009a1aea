package io.kspec.scenarios;

import io.kspec.yaml.FilePosition;
import io.kspec.yaml.Problem;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Scenarios by name: those that come with kspec, or those of a file or folder. */
public final class ScenarioCatalog {
    private static final String FOLDER = "catalog/";
    private static final String SUFFIX = ".yaml";

    private final List<Scenario> scenarios;

    private ScenarioCatalog(List<Scenario> scenarios) {
        this.scenarios = List.copyOf(scenarios);
    }

    /**
     * The scenarios that come with kspec, in the order of their files, which are called {@code <area>/<name>.yaml}.
     *
     * @throws IllegalStateException if kspec's own files cannot be read
     */
    public static ScenarioCatalog packaged() {
        URL folder = Objects.requireNonNull(ScenarioCatalog.class.getResource(FOLDER), FOLDER);
        try {
            if (folder.openConnection() instanceof JarURLConnection jar) {
                try (FileSystem files = FileSystems.newFileSystem(path(jar.getJarFileURL()))) {
                    return packaged(files.getPath(jar.getEntryName()));
                }
            }
            return packaged(path(folder).toRealPath());
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("cannot read the packaged scenarios", e);
        }
    }

    private static Path path(URL file) throws URISyntaxException {
        URI uri = file.toURI();
        return Path.of(uri);
    }

    private static ScenarioCatalog packaged(Path folder) throws IOException {
        return load(folder, file -> folder.relativize(file).toString().replace('\\', '/'));
    }

    /**
     * The scenarios of a file, or of all {@code .yaml} files below a folder, in the order of their paths.
     *
     * @throws InvalidScenarioException with everything that is wrong in any of them
     * @throws IOException if they cannot be read
     */
    public static ScenarioCatalog load(Path path) throws IOException {
        return load(path, Path::toString);
    }

    /**
     * @param name what errors and results call a file
     */
    private static ScenarioCatalog load(Path path, Function<Path, String> name) throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files(path)) {
            try {
                Scenario scenario = ScenarioReader.read(name.apply(file), file);
                find(scenarios, scenario.name()).ifPresent(first -> problems.add(sameName(scenario, first)));
                scenarios.add(scenario);
            } catch (InvalidScenarioException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidScenarioException(problems);
        }
        return new ScenarioCatalog(scenarios);
    }

    private static List<Path> files(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.equals(path) || file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    private static Problem sameName(Scenario scenario, Scenario first) {
        return new Problem(
                scenario.file(),
                FilePosition.START,
                "expected a unique name, found " + scenario.name() + ", which is also the name of " + first.file());
    }

    private static Optional<Scenario> find(List<Scenario> scenarios, String name) {
        return scenarios.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst();
    }

    /** All scenarios of the catalog. */
    public List<Scenario> scenarios() {
        return scenarios;
    }

    /** The scenario with a name. */
    public Optional<Scenario> find(String name) {
        return find(scenarios, name);
    }
}
