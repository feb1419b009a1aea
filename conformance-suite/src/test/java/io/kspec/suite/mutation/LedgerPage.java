package io.kspec.suite.mutation;

import static java.util.stream.Collectors.joining;

import io.kspec.mock.api.Gaps;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.mutation.MutationOutcome.Fate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ledger: for each response field, which checks look at it; for each requirement, how it is held. */
final class LedgerPage {
    private static final String HEAD =
            """
            # Ledger: what the checks look at

            For each API that brokers offer to clients, and each field of its responses: the versions that have it, and the checks that failed when it
            was wrong ([mutation.md](mutation.md) tells how that is measured; only the first check that failed is known for each
            mutation). Then the requirements that checks state for the API.

            - *covered*: a check of the API's meaning fails whenever it is wrong; *in part*: it fails for some mutations, the others survive
            - *implied*: only checks that hold for every API fail, which look at layout, repetition or impossible values
            - *out of scope*: nothing is promised to clients, with the reason
            - *cannot be tested*: no client can tell, with the reason
            - *not seen*: no response that the checks receive from the mock has a value there that could be made wrong, with the reason
            - *open*: it can be wrong and no check fails

            A requirement is *covered* by its check: [mutants.md](mutants.md) has a broker that breaks it, for every one.

            """;

    private final StringBuilder page = new StringBuilder(HEAD);
    private final Map<String, List<MutationOutcome>> outcomes;

    private LedgerPage(MutationOutcomes outcomes) {
        this.outcomes = outcomes.byApi();
    }

    static String of(MutationOutcomes outcomes) {
        LedgerPage ledger = new LedgerPage(outcomes);
        ledger.addTotals();
        Catalog.standard().apis().stream()
                .filter(ApiSpec::onBrokerListener)
                .sorted(Comparator.comparing(ApiSpec::name))
                .forEach(ledger::add);
        ledger.addRequirements("Requirements of every API", ConformanceTest.EVERY_API);
        ledger.addRequirements("Requirements of no API in particular", "");
        ledger.addOutOfScope();
        return ledger.page.toString();
    }

    private void addTotals() {
        Map<String, Long> states = Catalog.standard().apis().stream()
                .filter(api -> outcomes.containsKey(api.name()))
                .flatMap(api -> fields(api).keySet().stream()
                        .map(field -> entry(api, field).state()))
                .collect(Collectors.groupingBy(state -> state, LinkedHashMap::new, Collectors.counting()));
        page.append(states.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(state -> state.getValue() + " " + state.getKey())
                .collect(joining(", ", "Fields: ", ".\n")));
    }

    private void add(ApiSpec api) {
        page.append("\n## ").append(api.name()).append("\n\n");
        if (outcomes.containsKey(api.name())) {
            page.append("| field | versions | state | checks that failed |\n| --- | --- | --- | --- |\n");
            fields(api).forEach((field, versions) -> page.append(row(field, versions, entry(api, field))));
        } else {
            page.append("Not measured: ").append(gap(api)).append(".\n");
        }
        addRequirements(null, api.name());
    }

    private static String row(String field, Versions versions, Entry entry) {
        return "| " + cell(field) + " | " + versions + " | " + entry.state()
                + (entry.reason().isEmpty() ? "" : ": " + cell(entry.reason()))
                + " | " + String.join(", ", entry.checks()) + " |\n";
    }

    private static String gap(ApiSpec api) {
        return Gaps.declared()
                .reason(api, api.versions().highest())
                .map(reason -> "the mock broker does not answer it, because " + reason)
                .orElse("no outcomes are kept of it");
    }

    private void addRequirements(@Nullable String title, String api) {
        List<ConformanceTest> checks = PlayableCheck.all().stream()
                .map(PlayableCheck::declared)
                .filter(check -> check.api().equals(api))
                .toList();
        if (title != null) {
            page.append("\n## ").append(title).append('\n');
        }
        if (checks.isEmpty()) {
            return;
        }
        page.append("\n| requirement | state | check | level |\n| --- | --- | --- | --- |\n");
        checks.forEach(check -> page.append("| ")
                .append(cell(check.requirement()))
                .append(" | covered | ")
                .append(check.id())
                .append(" | ")
                .append(check.level().name().toLowerCase(Locale.ROOT))
                .append(" |\n"));
    }

    private void addOutOfScope() {
        page.append("\n## Out of scope\n\nAPIs that only brokers and controllers use among themselves: ")
                .append(Catalog.standard().apis().stream()
                        .filter(api -> !api.onBrokerListener())
                        .map(ApiSpec::name)
                        .sorted()
                        .collect(joining(", ")))
                .append(".\n");
    }

    /** What is known of a field. */
    private record Entry(String state, String reason, List<String> checks) {}

    private Entry entry(ApiSpec api, String field) {
        List<MutationOutcome> its = outcomes.getOrDefault(api.name(), List.of()).stream()
                .filter(outcome -> outcome.key().field().equals(field))
                .toList();
        List<String> checks = List.copyOf(its.stream()
                .map(MutationOutcome::check)
                .filter(check -> !check.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new)));
        List<MutationOutcome> survivors =
                its.stream().filter(outcome -> outcome.fate() == Fate.SURVIVED).toList();
        List<Excuse> excuses = survivors.stream()
                .flatMap(outcome -> MutationOutcomes.excuse(outcome.key()).stream())
                .distinct()
                .toList();
        long open = survivors.stream()
                .filter(outcome -> MutationOutcomes.excuse(outcome.key()).isEmpty())
                .count();
        if (its.isEmpty()) {
            return new Entry("implied", "by its fields", checks);
        }
        if (its.stream().allMatch(outcome -> outcome.fate() == Fate.UNMADE)) {
            String reason = MutationOutcomes.unseen(api.name(), field)
                    .map(Excuse::reason)
                    .orElse("");
            return new Entry("not seen", reason, checks);
        }
        if (checks.isEmpty()) {
            return open > 0 ? new Entry("open", "", checks) : excused(excuses);
        }
        boolean general = checks.stream().allMatch(LedgerPage::isGeneral);
        return new Entry(
                (general ? "implied" : "covered") + (open > 0 ? " in part" : ""),
                open > 0 ? open + " of " + its.size() + " mutations survive" : "",
                checks);
    }

    private static Entry excused(List<Excuse> excuses) {
        boolean untold = excuses.stream().anyMatch(excuse -> excuse.kind() == Excuse.Kind.UNTOLD);
        return new Entry(
                untold ? "cannot be tested" : "out of scope",
                excuses.stream().map(Excuse::reason).distinct().collect(joining(" ")),
                List.of());
    }

    private static boolean isGeneral(String check) {
        return PlayableCheck.all().stream()
                .anyMatch(
                        each -> each.id().equals(check) && each.declared().api().equals(ConformanceTest.EVERY_API));
    }

    /** The fields of an API's responses, those of the highest version first, and the versions from the first to the last that has them. */
    private static Map<String, Versions> fields(ApiSpec api) {
        Map<String, Versions> fields = new LinkedHashMap<>();
        for (int version = api.versions().highest(); version >= api.versions().lowest(); version--) {
            addFields(api.response(version).struct(), StructPath.ROOT, version, fields);
        }
        return fields;
    }

    private static void addFields(StructSpec struct, StructPath path, int version, Map<String, Versions> fields) {
        for (FieldSpec field : struct.allFields()) {
            fields.merge(
                    path.to(field.name()),
                    new Versions(version, version),
                    (known, one) ->
                            new Versions(Math.min(known.lowest(), version), Math.max(known.highest(), version)));
            if (field.kind() == FieldKind.STRUCT || field.type().isStructArray()) {
                addFields(field.type().structSpec(), path.into(field), version, fields);
            }
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("*", "\\*");
    }
}
