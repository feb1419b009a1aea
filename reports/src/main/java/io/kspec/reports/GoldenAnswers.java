package io.kspec.reports;

import io.kspec.runlog.Blame;
import io.kspec.runlog.ExchangeEvent;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers of a broker that is known to be right, for comparison with the wrong ones of another. */
@FunctionalInterface
public interface GoldenAnswers {
    /** No answers at all. */
    GoldenAnswers NONE = (exchange, blame, expected) -> Optional.empty();

    /**
     * The answer to a request like that of an exchange, if there is one.
     *
     * @param blame the bytes of the exchange that are wrong; null if it is not known which
     * @param expected what the check expected, in words
     */
    Optional<GoldenAnswer> find(ExchangeEvent exchange, @Nullable Blame blame, String expected);

    /** The names of the fields in which every broker has values of its own, so that a difference means nothing. */
    default Set<String> ownFields() {
        return Set.of();
    }
}
