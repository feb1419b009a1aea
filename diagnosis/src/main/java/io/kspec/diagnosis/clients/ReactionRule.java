package io.kspec.diagnosis.clients;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.kspec.diagnosis.Reaction;
import org.jspecify.annotations.Nullable;

/**
 * A client's reaction, where it was read, and what causes it.
 *
 * @param reaction the reaction
 * @param source the file in the client's repository, or where the reaction was observed
 * @param fault the id of the fault that a printed text tells of; null if the client prints nothing
 * @param when what causes it
 * @param harmless whether the client goes on as if nothing had happened
 */
record ReactionRule(Reaction reaction, String source, @Nullable String fault, ReactionTrigger when, boolean harmless) {

    @JsonCreator
    static ReactionRule of(
            @JsonProperty("client") @Nullable String client,
            @JsonProperty("source") @Nullable String source,
            @JsonProperty("prints") @Nullable String prints,
            @JsonProperty("does") @Nullable String does,
            @JsonProperty("fault") @Nullable String fault,
            @JsonProperty("when") @Nullable ReactionTrigger when,
            @JsonProperty("harmless") boolean harmless) {
        if (harmless && does == null) {
            throw new IllegalArgumentException("expected harmless with does, and only there");
        }
        if ((prints == null) == (does == null)) {
            throw new IllegalArgumentException("expected either prints or does");
        }
        String text = prints == null ? require("does", does) : require("prints", prints);
        if ((prints == null) != (fault == null)) {
            throw new IllegalArgumentException("expected fault with prints, and only there");
        }
        if (when == null && fault == null) {
            throw new IllegalArgumentException("expected when, found nothing");
        }
        return new ReactionRule(
                new Reaction(require("client", client), text, prints != null),
                require("source", source),
                fault,
                when == null ? ReactionTrigger.NONE : when,
                harmless);
    }

    private static String require(String key, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("expected " + key + ", found nothing");
        }
        return value;
    }
}
