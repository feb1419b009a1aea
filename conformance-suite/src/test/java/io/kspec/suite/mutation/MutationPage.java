package io.kspec.suite.mutation;

import static java.util.stream.Collectors.joining;

import io.kspec.suite.mutation.MutationOutcome.Fate;
import io.kspec.suite.mutation.MutationOutcomes.Score;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page of the measure: the score of each API, the survivors, and the excuses. */
final class MutationPage {
    private static final String HEAD =
            """
            # Mutation: what the suite would miss

            Every field of every response that the mock broker gives is made wrong in every way that its type allows, one at a time: another
            value, a default, null where the definition allows it, the value of the next field of the same type; in arrays, an entry
            missing, doubled, added or in another place. Each response is also sent in the layout of the versions next to its own. For each such
            mutation, the checks that see a response of that API and version are played until one fails.

            - A field is mutated at the highest version at which it has its type, nullability and place, and so at several versions where
              these differ; layouts are mutated at every version.
            - Played are all checks that sweep the pair, and checks of other APIs that ask for it, at their highest version: up to 60 of these. A check
              that sends garbage to every API is not played, nor one that fails without a mutation or needs several brokers.
              A check that needs logins is played on a mock broker that asks for them and enforces ACLs.
            - A mutation is *killed* if a check fails, *survived* if none does, and *excused* if none does and the file
              [excuses.txt](../conformance-suite/src/test/resources/io/kspec/suite/mutation/excuses.txt) says why none should or could. It is *not made* if
              no response that the checks receive has anything that it would change, such as a zero in place of a zero. A field is *not seen* if none of
              its mutations is made; [the ledger](ledger.md) says why.
            - The score is the share that is killed of all that is made and not excused.

            `mvn verify -Pmutation` measures all APIs; `MutationMeasureTest` tells how to measure one. `mvn verify` plays a sample.

            """;

    private MutationPage() {}

    static String of(MutationOutcomes outcomes) {
        StringBuilder page = new StringBuilder(HEAD);
        Score total = Score.of(outcomes.all());
        page.append(String.format(
                Locale.ROOT,
                "%d APIs, %d mutations: %d killed, %d survived, %d excused, %d not made. Score: %s.%n%n",
                outcomes.byApi().size(),
                outcomes.all().size(),
                total.killed(),
                total.survived(),
                total.excused(),
                total.unmade(),
                total.percent()));
        page.append(
                "| API | killed | survived | excused | not made | fields not seen | score |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        outcomes.byApi().forEach((api, its) -> page.append(row(api, Score.of(its))));
        page.append("\n## Survivors\n\nWrong responses for which no check fails, by API and field.\n");
        outcomes.byApi().forEach((api, its) -> page.append(survivors(api, its)));
        return page.append(
                        "\n## Excuses\n\n| kind | API | field | mutation | excused | reason |\n| --- | --- | --- | --- | ---: | --- |\n")
                .append(excuses(outcomes))
                .toString();
    }

    private static String row(String api, Score score) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %s |%n",
                api,
                score.killed(),
                score.survived(),
                score.excused(),
                score.unmade(),
                score.unseen(),
                score.percent());
    }

    private static String survivors(String api, List<MutationOutcome> outcomes) {
        Map<String, List<MutationOutcome>> byField = outcomes.stream()
                .filter(outcome -> outcome.fate() == Fate.SURVIVED)
                .filter(outcome -> MutationOutcomes.excuse(outcome.key()).isEmpty())
                .collect(Collectors.groupingBy(
                        outcome -> "`" + outcome.key().field() + "` v"
                                + outcome.key().version(),
                        TreeMap::new,
                        Collectors.toList()));
        return byField.isEmpty()
                ? ""
                : "\n### " + api + "\n\n"
                        + byField.entrySet().stream()
                                .map(field -> "- " + field.getKey() + ": "
                                        + field.getValue().stream()
                                                .map(outcome -> outcome.key().what())
                                                .collect(joining("; "))
                                        + "\n")
                                .collect(joining());
    }

    private static String excuses(MutationOutcomes outcomes) {
        return Excuse.all().stream()
                .filter(excuse -> excuse.kind() == Excuse.Kind.ALLOWED || excuse.kind() == Excuse.Kind.UNTOLD)
                .map(excuse -> "| " + excuse.kind().name().toLowerCase(Locale.ROOT) + " | "
                        + cell(excuse.api()) + " | " + cell(excuse.field()) + " | " + cell(excuse.what()) + " | "
                        + outcomes.all().stream()
                                .filter(outcome -> outcome.fate() == Fate.SURVIVED)
                                .filter(outcome -> MutationOutcomes.excuse(outcome.key())
                                        .filter(excuse::equals)
                                        .isPresent())
                                .count()
                        + " | " + cell(excuse.reason()) + " |\n")
                .collect(joining());
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("*", "\\*");
    }
}
