package io.kspec.mock.script.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** The documentation of files of stubs, whose tables are made of the list of their keys. */
final class StubPage {
    private static final String HEAD =
            """
            # Stubs

            A stub says which requests it acts on, and what it does to them and to their responses. Everything else is as in Apache
            Kafka. Stubs are written in YAML or JSON files for `kspec mock --stubs FILE`, sent to the [admin API](mock.md), or built in
            Java; all three forms have the same keys.

            ```yaml
            # yaml-language-server: $schema=stubs.schema.json
            stubs:
              - name: every tenth produce fails
                request: {api: Produce, every: 10}
                response: {error: NOT_LEADER_OR_FOLLOWER}

              - name: one partition of a fetch is out of range
                request: {api: Fetch, where: {"Topics[*].Topic": orders, "Topics[*].Partitions[*].Partition": 0}, first: 1}
                response: {error: OFFSET_OUT_OF_RANGE}

              - name: a slow broker
                request: {broker: 1}
                response: {delay: 200ms}
            ```

            Field names and paths are Kafka's own, as `kspec explain` prints them. `Topics[*].Name` means the names of all topics,
            `Topics[0].Name` that of the first, `Topics[Name=orders].Partitions[*]` the partitions of one topic. A path that a version
            does not have is a no-op there; one that no version has is refused when the file is loaded, with line, column and the name
            that was probably meant.

            Several stubs can act on one request. They act in the order in which they were added: each changes what those before it
            have left, and of what a response has only once, such as its ending, its delay or the error of an entry, the one added
            last decides.

            Stubs of a scenario share a state, as in WireMock: each acts in the state that it requires, and may set the next one.

            ```yaml
            stubs:
              - scenarioName: failover
                requiredScenarioState: Started
                request: {api: FindCoordinator}
                response: {error: COORDINATOR_NOT_AVAILABLE}
                newScenarioState: elected

              - scenarioName: failover
                requiredScenarioState: elected
                request: {api: JoinGroup, first: 1}
                response: {error: COORDINATOR_LOAD_IN_PROGRESS}
            ```

            A file that changes is reloaded; if it is broken, the broker keeps the stubs that it has, and says why. When the broker
            ends, it names the stubs that have never acted.

            Editors complete and validate these files with the JSON Schema
            [stubs.schema.json](../mock-broker/src/main/resources/io/kspec/mock/schema/stubs.schema.json), which the admin API serves
            at `/__admin/stubs.schema.json`.

            `StubPageTest` generates the tables below and the schema; with `-Dkspec.stubs.write=true` it writes them.
            """;

    private StubPage() {}

    static String of() {
        StringBuilder page = new StringBuilder(HEAD);
        for (StubSection section : StubSection.values()) {
            page.append("\n## Keys of ").append(section).append("\n\n").append(introduction(section));
            page.append("| key | value | what it does | example |\n| --- | --- | --- | --- |\n");
            StubKeys.of(section).forEach(key -> page.append(row(key)));
        }
        page.append("\n## Values\n\n");
        for (StubValueType type :
                List.of(StubValueType.ENDING, StubValueType.INTEGER_TYPE, StubValueType.BATCH_FIELD)) {
            page.append("- ").append(type).append(": ").append(names(type)).append('\n');
        }
        page.append("\nThe names of APIs and errors are those of `kspec list apis` and of Kafka's `Errors`.\n");
        return page.toString();
    }

    private static String introduction(StubSection section) {
        if (!StubSchema.isChange(section)) {
            return "";
        }
        return "A change has exactly one of "
                + StubSchema.changes(StubKeys.of(section)).stream()
                        .map(key -> "`" + key.name() + "`")
                        .collect(Collectors.joining(", "))
                + ".\n\n";
    }

    private static String row(StubKey key) {
        String needs = key.needs().isEmpty()
                ? ""
                : " Needs " + key.needs().stream().map(name -> "`" + name + "`").collect(Collectors.joining(" and "))
                        + ".";
        return "| `" + key.name() + "` | " + key.type() + " | " + cell(key.description()) + needs + " | `"
                + cell(key.example()) + "` |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String names(StubValueType type) {
        return type.choices().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
