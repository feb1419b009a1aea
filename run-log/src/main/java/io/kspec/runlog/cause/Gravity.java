package io.kspec.runlog.cause;

import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.runlog.cause.Symptom.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How grave a cause is. */
final class Gravity {
    /** What every client asks before anything else. */
    private static final Set<String> ASKED_FIRST = Set.of("ApiVersions", "Metadata");

    /** The one slip that leaves a message that decodes. */
    private static final String EMPTY_FOR_NULL = "EMPTY_FOR_NULL";

    /** The slip of bytes behind a message that decodes. */
    private static final String TRAILING_BYTES = "TRAILING_BYTES";

    /** The slips of something that does not belong there; at the very end of a frame, a message that decodes is before it. */
    private static final Set<String> ADDITIONS =
            Set.of(TRAILING_BYTES, "BYTES_ADDED", "FIELD_ADDED", "TAG_BUFFER_ADDED");

    private final Answered answered;

    Gravity(Answered answered) {
        this.answered = answered;
    }

    /** How grave the symptoms of a cause are together. */
    Severity of(List<Told> told) {
        Severity gravest = Severity.ROBUSTNESS;
        for (Told one : told) {
            Severity its = of(one.symptom());
            gravest = its.compareTo(gravest) < 0 ? its : gravest;
        }
        Severity harm = harm(told);
        return harm.compareTo(gravest) < 0 ? harm : gravest;
    }

    /** How grave a symptom is by itself. */
    private Severity of(Symptom symptom) {
        Check check = symptom.result().check();
        if (symptom.kind() == Kind.DEATH) {
            return Severity.TARGET_DIES;
        }
        if (check.hostile()) {
            return Severity.ROBUSTNESS;
        }
        if (check.level() == Level.SHOULD) {
            return Severity.CLIENTS_COPE;
        }
        boolean broken = symptom.kind() == Kind.UNREADABLE || (symptom.kind() == Kind.SLIP && !decodes(symptom));
        boolean never = symptom.kind() == Kind.SILENCE
                && answered.isNever(symptom.place().api(), symptom.version());
        if (((broken && !isBehindTheMessage(symptom)) || never)
                && ASKED_FIRST.contains(symptom.place().api())) {
            return Severity.NO_CLIENT_CONNECTS;
        }
        if (leadsNowhere(symptom)) {
            return Severity.NO_CLIENT_CONNECTS;
        }
        return never && answered.isHighest(symptom.place().api(), symptom.version())
                ? Severity.DATA_LOST_OR_CLIENTS_HANG
                : Severity.CLIENTS_FAIL;
    }

    /** Whether a check of the addresses in Metadata finds one wrong, whatever else that is the cause of. */
    private static boolean leadsNowhere(Symptom symptom) {
        return symptom.kind() == Kind.VALUE
                && symptom.result().check().harm() == Harm.NO_CONNECTION
                && symptom.place().isBrokerAddress();
    }

    private static boolean decodes(Symptom symptom) {
        return symptom.result().blame() != null
                && EMPTY_FOR_NULL.equals(symptom.result().blame().slip());
    }

    /** Whether what is wrong lies behind a message that decodes, where some clients do not look. */
    private static boolean isBehindTheMessage(Symptom symptom) {
        Blame blame = symptom.result().blame();
        return blame != null
                && (isAddedAtTheEnd(symptom.result(), blame)
                        || blame.rivals().stream()
                                .anyMatch(rival ->
                                        TRAILING_BYTES.equals(rival.slip()) && blame.start() >= rival.start()));
    }

    private static boolean isAddedAtTheEnd(CaseResult result, Blame blame) {
        return blame.slip() != null
                && ADDITIONS.contains(blame.slip())
                && result.timeline().get(blame.event()) instanceof ExchangeEvent exchange
                && exchange.response() != null
                && blame.end() == exchange.response().size();
    }

    /**
     * The harm that at least half of the checks speak of: fewer may have met the cause on their way. Flows of clients, which
     * speak of no harm, are not counted.
     */
    private static Severity harm(List<Told> told) {
        Map<Harm, Integer> counts = new HashMap<>();
        Set<String> checks = new HashSet<>();
        for (Told one : told) {
            CaseResult result = one.symptom().result();
            boolean itsOwn = one.symptom().kind() == Kind.VALUE || one.symptom().kind() == Kind.CONDUCT;
            if (!one.symptom().isOfClientFlow()
                    && checks.add(result.check().id())
                    && itsOwn
                    && result.check().harm() != Harm.NONE) {
                counts.merge(result.check().harm(), 1, Integer::sum);
            }
        }
        Severity gravest = Severity.ROBUSTNESS;
        int harming = 0;
        for (Map.Entry<Harm, Integer> count : counts.entrySet()) {
            harming += count.getValue();
            Severity its = count.getKey() == Harm.NO_CONNECTION
                    ? Severity.NO_CLIENT_CONNECTS
                    : Severity.DATA_LOST_OR_CLIENTS_HANG;
            gravest = its.compareTo(gravest) < 0 ? its : gravest;
        }
        return harming * 2 >= checks.size() ? gravest : Severity.ROBUSTNESS;
    }
}
