package io.kspec.runlog.cause;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.ClientReaction;
import io.kspec.runlog.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the causes of a run: failed cases with one reason are one cause. It depends on the results alone, and its time is
 * about proportional to their size.
 */
public final class Causes {
    private static final Comparator<Cause> GRAVEST_FIRST = Comparator.comparing(Cause::severity)
            .thenComparing(Comparator.comparingLong(Causes::clients).reversed())
            .thenComparing(Comparator.comparingLong(Causes::apis).reversed())
            .thenComparing(
                    Comparator.comparingInt((Cause cause) -> cause.cases().size())
                            .reversed())
            .thenComparing(Cause::id);

    /** Names that a run gives, and numbers. */
    private static final Pattern VOLATILE = Pattern.compile("kspec-[\\w.-]+|0x[0-9a-f]+|[0-9]+");

    private final List<Cause> gravestFirst;
    private final IdentityHashMap<CaseResult, Cause> causes = new IdentityHashMap<>();

    private Causes(List<Cause> gravestFirst) {
        this.gravestFirst = List.copyOf(gravestFirst);
        for (Cause cause : gravestFirst) {
            cause.cases().forEach(result -> causes.put(result, cause));
            cause.blocked().forEach(result -> causes.put(result, cause));
        }
    }

    /** The causes of the failed cases among some results. */
    public static Causes of(List<CaseResult> results) {
        List<Symptom> symptoms = results.stream()
                .filter(result -> result.verdict() == Verdict.FAIL)
                .map(SymptomReader::read)
                .toList();
        Answered answered = Answered.in(results);
        Collection<Draft> drafts = DraftTable.of(symptoms, answered);
        Joints.merge(drafts);
        Origins.merge(drafts);
        SameAnswers.merge(drafts);
        Effects.merge(drafts);
        ClientFlows.merge(drafts);
        block(results, drafts);
        Gravity gravity = new Gravity(answered);
        Set<String> ids = new HashSet<>();
        List<Cause> causes = new ArrayList<>();
        for (Draft draft : drafts) {
            if (!draft.isAbsorbed()) {
                causes.add(cause(draft, gravity, ids));
            }
        }
        causes.sort(GRAVEST_FIRST);
        return new Causes(causes);
    }

    /** All causes, gravest first. */
    public List<Cause> gravestFirst() {
        return gravestFirst;
    }

    /** The cause of a failed case, or of one that it blocked; the case must be one of the given results itself. */
    public Optional<Cause> of(CaseResult result) {
        return Optional.ofNullable(causes.get(result));
    }

    private static Cause cause(Draft draft, Gravity gravity, Set<String> ids) {
        Map<String, ClientReaction> clients = new LinkedHashMap<>();
        draft.told()
                .forEach(told ->
                        told.symptom().result().clients().forEach(client -> clients.putIfAbsent(gist(client), client)));
        return new Cause(
                id(draft, ids),
                draft.title(),
                gravity.of(draft.told()),
                FaceList.of(draft, gravity),
                draft.blocked(),
                List.copyOf(clients.values()));
    }

    /** A reaction without the numbers and names that differ from case to case. */
    private static String gist(ClientReaction client) {
        return client.client()
                + ' '
                + client.source()
                + ' '
                + VOLATILE.matcher(client.reaction()).replaceAll("…");
    }

    private static String id(Draft draft, Set<String> ids) {
        Symptom first = draft.told().get(0).symptom();
        String error = first.isErrorCode() ? " " + DraftTable.error(first) : "";
        String place = (draft.place().api() + ' ' + draft.place().path() + error).strip();
        String id = place.isEmpty() ? Wording.steady(draft.title()) : place;
        int number = 1;
        String unique = id;
        while (!ids.add(unique)) {
            number++;
            unique = id + " #" + number;
        }
        return unique;
    }

    /** Hangs blocked cases on the cause of most cases that failed for the same need, or of the target's death. */
    private static void block(List<CaseResult> results, Collection<Draft> drafts) {
        Map<String, Map<Draft, Integer>> needs = new HashMap<>();
        for (Draft draft : drafts) {
            for (Told told : draft.told()) {
                String need = told.symptom().lack();
                if (need != null) {
                    needs.computeIfAbsent(need, unused -> new LinkedHashMap<>()).merge(draft, 1, Integer::sum);
                }
            }
        }
        Map<String, Draft> blockers = new HashMap<>();
        needs.forEach((need, counts) -> counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .ifPresent(most -> blockers.put(need, most.getKey())));
        for (CaseResult result : results) {
            if (result.verdict() == Verdict.BLOCKED) {
                Draft blocker = blockers.get(Objects.requireNonNull(result.need()));
                if (blocker != null) {
                    blocker.block(result);
                }
            }
        }
    }

    private static long clients(Cause cause) {
        return cause.clients().stream().map(ClientReaction::client).distinct().count();
    }

    private static long apis(Cause cause) {
        return cause.cases().stream()
                .map(result -> result.api() == null ? "" : result.api().name())
                .distinct()
                .count();
    }
}
