package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The files in deploy/ are valid for the tools that read them, and their commands are kspec's. */
class DeploymentFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FILES = Path.of("..", "deploy");
    private static final Pattern COMMAND = Pattern.compile("(?m)(?:^|\\s|/)kspec ((?:run|merge) [^\\n]*)");

    private static final JsonSchema KUBERNETES = schema("kubernetes", SpecVersion.VersionFlag.V202012);
    private static final JsonSchema WORKFLOW = schema("github-workflow", SpecVersion.VersionFlag.V7);

    @ParameterizedTest
    @ValueSource(strings = {"volume", "shards", "merge"})
    void kubernetesAcceptsItsFiles(String name) throws IOException {
        assertThat(KUBERNETES.validate(read("kubernetes/" + name + ".yaml"))).isEmpty();
    }

    @Test
    void gitHubAcceptsTheWorkflow() throws IOException {
        assertThat(WORKFLOW.validate(read("github/sharded-run.yml"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "completionMode: Indexed|completionMod: Indexed",
                "restartPolicy: Never|restartPolicies: Never",
                "completions: 8|completions: eight",
                "name: kspec\n|nam: kspec\n",
                "kind: Job|kind: Jib"
            })
    void kubernetesAcceptsNoMisspeltFile(String change) throws IOException {
        assertThat(refusals(KUBERNETES, "kubernetes/shards.yaml", change)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"runs-on:|run-on:", "steps:|stepps:", "needs: shard|needs: [", "fail-fast: false|fail-fast: [0]"
            })
    void gitHubAcceptsNoMisspeltWorkflow(String change) throws IOException {
        assertThat(refusals(WORKFLOW, "github/sharded-run.yml", change)).isNotEmpty();
    }

    private static List<String> refusals(JsonSchema schema, String name, String change) throws IOException {
        String text = Files.readString(FILES.resolve(name));
        int bar = change.indexOf('|');
        String changed = text.replace(change.substring(0, bar), change.substring(bar + 1));
        assertThat(changed).isNotEqualTo(text);
        Problems problems = new Problems(name);
        Set<ValidationMessage> refusals = YamlReader.read(changed, problems)
                .map(node -> schema.validate(JSON.<JsonNode>valueToTree(node.plain())))
                .orElse(Set.of());
        return problems.isEmpty()
                ? refusals.stream().map(ValidationMessage::toString).toList()
                : problems.list().stream().map(Object::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes/shards.yaml", "kubernetes/merge.yaml", "github/sharded-run.yml"})
    void theCommandsAreThoseOfKspec(String name) throws IOException {
        String text = Files.readString(FILES.resolve(name))
                .replace("$shard", "1")
                .replace("${{ matrix.shard }}", "1")
                .replace("'./my-broker --port {port}'", "my-broker")
                .replace(" || code=$?", "")
                .replace("\"", "");
        List<String> commands =
                COMMAND.matcher(text).results().map(MatchResult::group).toList();

        assertThat(commands).isNotEmpty().allSatisfy(command -> {
            String[] words = command.strip().replaceFirst("^/?kspec ", "").split("\\s+");
            CommandLine.ParseResult parsed = CommandRun.commandLine().parseArgs(words);
            assertThat(parsed.hasSubcommand()).as(Arrays.toString(words)).isTrue();
        });
    }

    /** The number stands in several places, which must agree. */
    @Test
    void allPlacesSayHowManyShardsThereAre() throws IOException {
        JsonNode job = read("kubernetes/shards.yaml").path("spec");
        int shards = job.path("completions").asInt();
        assertThat(job.path("parallelism").asInt()).isEqualTo(shards);
        assertThat(job.at("/template/spec/containers/0/command/2").asText())
                .contains("--shard \"$shard/" + shards + "\"");

        JsonNode workflow = read("github/sharded-run.yml").at("/jobs/shard");
        int columns = workflow.at("/strategy/matrix/shard").size();
        assertThat(workflow.at("/steps/3/run").asText()).contains("--shard ${{ matrix.shard }}/" + columns + " ");
    }

    private static JsonNode read(String name) throws IOException {
        Problems problems = new Problems(name);
        Object plain = YamlReader.read(FILES.resolve(name), problems)
                .orElseThrow(() -> new AssertionError(problems.list()))
                .plain();
        assertThat(problems.list()).isEmpty();
        return JSON.valueToTree(plain);
    }

    private static JsonSchema schema(String name, SpecVersion.VersionFlag version) {
        String file = "deploy/" + name + ".schema.json";
        try (InputStream in = Objects.requireNonNull(DeploymentFilesTest.class.getResourceAsStream(file), file)) {
            return JsonSchemaFactory.getInstance(version).getSchema(JSON.readTree(in));
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }
}
