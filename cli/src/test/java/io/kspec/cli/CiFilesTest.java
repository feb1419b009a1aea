package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files that run kspec in CI: {@code action.yml}, and those in {@code ci/}. */
class CiFilesTest {
    private static Path file(String name) {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("action.yml")) ? here.resolve(name) : here.resolveSibling(name);
    }

    private static Node action() throws IOException {
        return yaml("action.yml");
    }

    private static Node yaml(String name) throws IOException {
        LoadSettings strict = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setLabel(name)
                .build();
        return new Node(new Load(strict).loadFromString(Files.readString(file(name))));
    }

    /** A part of a YAML document. */
    private record Node(Object value) {
        Node at(String key) {
            assertThat(keys()).contains(key);
            return new Node(Objects.requireNonNull(map().get(key)));
        }

        Map<?, ?> map() {
            assertThat(value).isInstanceOf(Map.class);
            return (Map<?, ?>) value;
        }

        List<Node> list() {
            assertThat(value).isInstanceOf(List.class);
            return ((List<?>) value).stream().map(Node::new).toList();
        }

        Set<String> keys() {
            return map().keySet().stream().map(String::valueOf).collect(Collectors.toSet());
        }

        String text() {
            return String.valueOf(value);
        }
    }

    /** What GitHub's schema of composite actions allows (https://docs.github.com/actions/reference/metadata-syntax). */
    @Test
    void theActionIsACompositeAction() throws IOException {
        assertThat(Set.of("name", "description", "author", "branding", "inputs", "outputs", "runs"))
                .containsAll(action().keys());
        assertThat(action().at("runs").at("using").text()).isEqualTo("composite");
        for (Object input : action().at("inputs").map().values()) {
            assertThat(Set.of("description", "default", "required", "deprecationMessage"))
                    .containsAll(new Node(input).keys());
            assertThat(new Node(input).at("default").value()).isInstanceOf(String.class);
        }
        for (Node step : action().at("runs").at("steps").list()) {
            assertThat(Set.of("id", "if", "name", "uses", "with", "shell", "run", "env", "working-directory"))
                    .containsAll(step.keys());
            assertThat(step.keys().contains("run")).isEqualTo(step.keys().contains("shell"));
            assertThat(step.keys().contains("run")).isNotEqualTo(step.keys().contains("uses"));
        }
    }

    /** An expression within a script would let an input, such as the name of a branch, run commands. */
    @Test
    void inputsReachTheScriptAsVariablesAlone() throws IOException {
        Set<String> inputs = action().at("inputs").keys();
        String text = Files.readString(file("action.yml"));
        Matcher expression = Pattern.compile("inputs\\.([a-z-]+)").matcher(text);
        List<String> used = new ArrayList<>();
        while (expression.find()) {
            used.add(expression.group(1));
        }

        assertThat(used).containsAll(inputs).allMatch(inputs::contains);
        assertThat(action().at("runs").at("steps").list().stream()
                        .filter(step -> step.keys().contains("run"))
                        .map(step -> step.at("run").text()))
                .isNotEmpty()
                .noneMatch(script -> script.contains("${{"));
    }

    @Test
    void theVariablesOfEachScriptAreSet() throws IOException {
        for (Node step : action().at("runs").at("steps").list()) {
            if (step.keys().contains("run")) {
                assertThat(step.at("env").keys())
                        .isEqualTo(variables(step.at("run").text()));
            }
        }
        Node job = yaml("ci/gitlab-ci.yml").at(".kspec");
        assertThat(job.at("variables").keys()).containsAll(variables(String.join("\n", lines(job.at("script")))));
    }

    private static Set<String> variables(String script) {
        Matcher variable = Pattern.compile("\\$\\{?(KSPEC_[A-Z]+)").matcher(script);
        return variable.results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    private static List<String> lines(Node script) {
        return script.list().stream().map(Node::text).toList();
    }

    /** The keywords of https://docs.gitlab.com/ci/yaml that the template uses, each of its type. */
    @Test
    void theTemplateOfGitLabIsAHiddenJobThatKeepsTheReports() throws IOException {
        Node file = yaml("ci/gitlab-ci.yml");
        assertThat(file.keys()).containsExactly(".kspec");
        Node job = file.at(".kspec");
        assertThat(job.keys()).containsExactlyInAnyOrder("image", "variables", "script", "artifacts");
        assertThat(job.at("variables").map().values())
                .allSatisfy(value -> assertThat(value).isInstanceOf(String.class));
        assertThat(job.at("script").list())
                .allSatisfy(line -> assertThat(line.value()).isInstanceOf(String.class));
        assertThat(job.at("artifacts").keys()).containsExactlyInAnyOrder("when", "expire_in", "paths", "reports");
        assertThat(job.at("artifacts").at("when").text()).isEqualTo("always");
        assertThat(job.at("artifacts").at("reports").at("junit").text()).endsWith("/junit.xml");
    }

    @Test
    void thePipelineOfJenkinsPublishesTheReportsWhateverHappens() throws IOException {
        String text = Files.readString(file("ci/Jenkinsfile"));
        String code = text.replaceAll("(?s)'''.*?'''", "''").replaceAll("(?m)^//.*$", "");

        assertThat(code.chars().filter(c -> c == '{').count())
                .isEqualTo(code.chars().filter(c -> c == '}').count());
        assertThat(code.substring(code.indexOf("always {")))
                .contains(
                        "junit testResults: 'kspec-report/junit.xml'", "archiveArtifacts artifacts: 'kspec-report/**'");
        assertThat(Pattern.compile("(?m)^ {4}(\\w+)").matcher(code).results().map(match -> match.group(1)))
                .containsExactly("agent", "parameters", "environment", "stages", "post");
    }

    static Stream<String> scripts() throws IOException {
        List<String> scripts = new ArrayList<>();
        action().at("runs").at("steps").list().stream()
                .filter(step -> step.keys().contains("run"))
                .forEach(step -> scripts.add(step.at("run").text()));
        scripts.add(
                String.join("\n", lines(yaml("ci/gitlab-ci.yml").at(".kspec").at("script"))));
        Matcher sh = Pattern.compile("(?s)sh '''(.*?)'''").matcher(Files.readString(file("ci/Jenkinsfile")));
        sh.results().forEach(match -> scripts.add(match.group(1)));
        return scripts.stream();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void bashUnderstandsEachScript(String script) throws Exception {
        Process bash =
                new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        try (var input = bash.outputWriter(StandardCharsets.UTF_8)) {
            input.write(script);
        }

        String complaint = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(complaint).isZero();
        assertThat(complaint).isEmpty();
    }

    /** What each script runs, and that it ends as kspec does, with a kspec that only writes down how it was called. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "broker:9092 | -                    | -                            | run --report out --target broker:9092",
                "-           | ./my broker {port}   | -                            | run --report out --exec ./my broker {port}",
                "broker:9092 | -                    | --level must --check fetch.* | run --report out --target broker:9092 --level must --check fetch.*",
                "-           | -                    | -                            | run --report out",
            })
    void theActionCallsKspecAndEndsAsItDoes(
            String target, String exec, String args, String called, @TempDir Path folder) throws Exception {
        String script = scripts().findFirst().orElseThrow();

        int exitCode = run(
                folder,
                "set -e -o pipefail\n" + script,
                Map.of("KSPEC_TARGET", orEmpty(target), "KSPEC_EXEC", orEmpty(exec), "KSPEC_ARGS", orEmpty(args)));

        assertThat(exitCode).isEqualTo(7);
        assertThat(folder.resolve("called")).hasContent(called);
        assertThat(folder.resolve("output")).hasContent("exit-code=7");
    }

    @Test
    void theTemplateOfGitLabCallsKspecAndEndsAsItDoes(@TempDir Path folder) throws Exception {
        String script =
                String.join("\n", lines(yaml("ci/gitlab-ci.yml").at(".kspec").at("script")));

        int exitCode = run(
                folder,
                "set -e -o pipefail\n" + script,
                Map.of("KSPEC_TARGET", "broker:9092", "KSPEC_ARGS", "--check fetch.*"));

        assertThat(exitCode).isEqualTo(7);
        assertThat(folder.resolve("called")).hasContent("run --report out --target broker:9092 --check fetch.*");
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static int run(Path folder, String script, Map<String, String> environment) throws Exception {
        Path kspec =
                Files.writeString(folder.resolve("kspec"), "#!/bin/sh\necho \"$@\" > \"$KSPEC_HOME/called\"; exit 7\n");
        assertThat(kspec.toFile().setExecutable(true)).isTrue();
        Files.createFile(folder.resolve("fetch.txt")); // which fetch.* would be for the shell
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        bash.environment().putAll(environment);
        bash.environment().put("KSPEC_HOME", folder.toString());
        bash.environment().put("KSPEC_REPORT", "out");
        bash.environment().put("GITHUB_OUTPUT", folder.resolve("output").toString());
        Process process = bash.start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        return process.waitFor();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void kspecUnderstandsEveryOption(String script) {
        Matcher option = Pattern.compile("--[a-z-]+").matcher(script.replaceAll("(?m)^.*git clone.*$", ""));
        Set<String> known = Objects.requireNonNull(
                        CommandRun.commandLine().getSubcommands().get("run"))
                .getCommandSpec()
                .optionsMap()
                .keySet();

        List<String> used = option.results().map(match -> match.group()).toList();
        assertThat(used).contains("--report").allMatch(known::contains);
    }
}
