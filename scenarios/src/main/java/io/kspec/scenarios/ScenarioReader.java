package io.kspec.scenarios;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.scenarios.value.ValueBinder;
import io.kspec.yaml.MappingReader;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlNode.Entry;
import io.kspec.yaml.YamlNode.Scalar;
import io.kspec.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads scenario files, and reports everything that can be found wrong without playing them. */
public final class ScenarioReader {
    static final Set<String> KEYS =
            Set.of("name", "description", "source", "roles", "topics", "names", "versions", "retry", "sweep", "steps");
    static final Set<String> SOURCE_KEYS = Set.of("client", "kip", "definition", "test");
    static final Set<String> TOPIC_KEYS = Set.of("create", "partitions", "configs");

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final int MOST_PARTITIONS = 1000;

    private final String file;
    private final Problems problems;
    private final KnownVariables variables = new KnownVariables();

    private ScenarioReader(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * Reads a file.
     *
     * @throws InvalidScenarioException with everything that is wrong in it
     * @throws IOException if it cannot be read
     */
    public static Scenario read(Path file) throws IOException {
        return read(file.toString(), file);
    }

    /**
     * @param name what errors and results call the file
     */
    static Scenario read(String name, Path file) throws IOException {
        Problems problems = new Problems(name);
        return read(name, YamlReader.read(file, problems), problems);
    }

    /**
     * Reads the text of a file.
     *
     * @param file what errors and results call the file
     * @throws InvalidScenarioException with everything that is wrong in it
     */
    public static Scenario read(String file, String text) {
        Problems problems = new Problems(file);
        return read(file, YamlReader.read(text, problems), problems);
    }

    private static Scenario read(String file, Optional<YamlNode> document, Problems problems) {
        Optional<Scenario> scenario = document.flatMap(root -> MappingReader.of(root, "a scenario", KEYS, problems))
                .map(root -> new ScenarioReader(file, problems).scenario(root));
        if (scenario.isEmpty() || !problems.isEmpty()) {
            throw new InvalidScenarioException(problems.list());
        }
        return scenario.get();
    }

    private Scenario scenario(MappingReader root) {
        String name = root.requireText("name");
        root.find("name")
                .filter(node -> !NAME.matcher(name).matches())
                .ifPresent(node -> problems.mismatch(node, "a name of lower-case letters, digits and dashes"));
        String description = root.requireText("description");
        Map<String, String> source = source(root);
        Set<String> roles = names(root, "roles");
        if (root.require("roles").isPresent() && roles.isEmpty()) {
            problems.add(root.find("roles").orElseThrow().at(), "expected at least one role, found none");
        }
        Map<String, TopicPlan> topics = topics(root);
        Set<String> names = names(root, "names");
        topics.keySet().forEach(variables::add);
        names.forEach(variables::add);
        Map<ApiSpec, Versions> versions = versions(root);
        Duration retry = StepsReader.duration(root, "retry");
        ApiSpec sweep = sweep(root);
        Scenario frame = new Scenario(
                file,
                name,
                description,
                source,
                List.copyOf(roles),
                topics,
                List.copyOf(names),
                versions,
                retry,
                sweep,
                List.of());
        List<Step> steps = new StepsReader(frame, variables, problems).steps(root);
        return new Scenario(
                file, name, description, source, frame.roles(), topics, frame.names(), versions, retry, sweep, steps);
    }

    private Map<String, String> source(MappingReader root) {
        Map<String, String> source = new LinkedHashMap<>();
        root.find("source")
                .flatMap(node -> MappingReader.of(node, "source", SOURCE_KEYS, problems))
                .ifPresent(reader -> SOURCE_KEYS.stream()
                        .sorted()
                        .filter(reader::has)
                        .forEach(key -> source.put(key, reader.requireText(key))));
        return source;
    }

    private Set<String> names(MappingReader root, String key) {
        Set<String> names = new LinkedHashSet<>();
        for (YamlNode item : root.items(key)) {
            if (!(item instanceof Scalar scalar) || !ValueBinder.isVariableName(scalar.text())) {
                problems.mismatch(item, "a name of letters, digits and dashes");
            } else if (!names.add(scalar.text())) {
                problems.add(item.at(), "expected each name in " + key + " once, found " + scalar.text() + " again");
            }
        }
        return names;
    }

    private Map<String, TopicPlan> topics(MappingReader root) {
        Map<String, TopicPlan> topics = new LinkedHashMap<>();
        for (Entry entry : root.entries("topics")) {
            if (!ValueBinder.isVariableName(entry.name())) {
                problems.mismatch(entry.key(), "a name of letters, digits and dashes");
            }
            MappingReader.of(entry.value(), "a topic", TOPIC_KEYS, problems)
                    .ifPresent(plan -> topics.put(entry.name(), topic(plan)));
        }
        return topics;
    }

    private TopicPlan topic(MappingReader plan) {
        Integer partitions = plan.integer("partitions", 1, MOST_PARTITIONS);
        Map<String, String> configs = new LinkedHashMap<>();
        for (Entry config : plan.entries("configs")) {
            if (config.value() instanceof Scalar value && !value.isNull()) {
                configs.put(config.name(), value.text());
            } else {
                problems.mismatch(config.value(), "the value of " + config.name());
            }
        }
        return new TopicPlan(plan.flag("create", true), partitions == null ? 1 : partitions, configs);
    }

    private Map<ApiSpec, Versions> versions(MappingReader root) {
        Map<ApiSpec, Versions> versions = new LinkedHashMap<>();
        for (Entry entry : root.entries("versions")) {
            api(entry.key()).ifPresent(api -> range(api, entry.value()).ifPresent(range -> versions.put(api, range)));
        }
        return versions;
    }

    private Optional<Versions> range(ApiSpec api, YamlNode node) {
        if (node instanceof Scalar scalar) {
            try {
                Versions range = Versions.parse(scalar.text());
                if (!range.intersect(api.versions()).isEmpty()) {
                    return Optional.of(range);
                }
            } catch (IllegalArgumentException e) {
                // reported below
            }
        }
        problems.mismatch(node, "versions of " + api.name() + " within " + api.versions() + ", such as 3, 3-5 or 3+");
        return Optional.empty();
    }

    private @Nullable ApiSpec sweep(MappingReader root) {
        return root.find("sweep").flatMap(this::api).orElse(null);
    }

    private Optional<ApiSpec> api(YamlNode node) {
        return api(node, problems);
    }

    /** The API that a node names; if no release has it, that is reported. */
    static Optional<ApiSpec> api(YamlNode node, Problems problems) {
        if (!(node instanceof Scalar scalar)) {
            problems.mismatch(node, "the name of an API");
            return Optional.empty();
        }
        Optional<ApiSpec> api = Catalog.standard().find(scalar.text());
        if (api.isEmpty()) {
            List<String> names = new ArrayList<>();
            Catalog.standard().apis().forEach(known -> names.addAll(known.names()));
            problems.unknownName(scalar.at(), "the name of an API", names, scalar.text());
        }
        return api;
    }
}
