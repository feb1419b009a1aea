package io.kspec.diagnosis.clients;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.diagnosis.Reaction;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.DecodeFailure;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** Looks up what real clients do with wrong responses, and what they print, in {@code reactions.json}. */
public final class ClientReactions {
    private static final ReactionFile FILE = ReactionFile.standard();

    private ClientReactions() {}

    /** What clients do with a response that has a diagnosis; empty for requests, which clients send. */
    public static List<Reaction> to(Diagnosis diagnosis) {
        if (diagnosis.message().type() == MessageType.REQUEST) {
            return List.of();
        }
        Explanation slip = diagnosis.best().orElse(null);
        DecodeFailure failure = diagnosis.failure();
        return reactions(
                diagnosis.message().name(),
                when -> (slip != null && when.isSlip(slip.kind())) || (failure != null && when.isFailure(failure)));
    }

    /** What clients do with an implausible value in a response of an API. */
    public static List<Reaction> to(ImplausibleKind kind, String api) {
        return reactions(api, when -> when.isImplausible(kind));
    }

    /**
     * Whether a client goes on as if nothing had happened.
     *
     * @param client its name, such as {@code KafkaJS}
     * @param text what it does
     */
    public static boolean isHarmless(String client, String text) {
        return FILE.reactions().stream()
                .anyMatch(rule -> rule.harmless()
                        && rule.reaction().client().equals(client)
                        && rule.reaction().text().equals(text));
    }

    private static List<Reaction> reactions(String api, Predicate<ReactionTrigger> caused) {
        return FILE.reactions().stream()
                .filter(rule -> rule.when().concerns(api) && caused.test(rule.when()))
                .map(ClientReactions::withOrigin)
                .distinct()
                .toList();
    }

    private static Reaction withOrigin(ReactionRule rule) {
        ReactionFile.Client client =
                Objects.requireNonNull(FILE.clients().get(rule.reaction().client()));
        return rule.reaction().readIn(client.repository() + " " + client.commit(), rule.source());
    }
}
