package io.kspec.diagnosis;

import io.kspec.protocol.MessageId;
import io.kspec.protocol.codec.DecodeFailure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with some bytes.
 *
 * @param message the body that the bytes should be
 * @param failure why they do not decode, or null if they do
 * @param explanations the slips that would produce them, likeliest first; at most {@link #MOST}
 * @param tried how many hypotheses were tried
 * @param prefix how many bytes were examined: all, or the first 64 KiB
 */
public record Diagnosis(
        MessageId message, @Nullable DecodeFailure failure, List<Explanation> explanations, int tried, int prefix) {
    /** The maximum number of explanations. */
    public static final int MOST = 5;
    /**
     * Below this certainty an explanation is a guess, and {@link #best()} is empty. It is below one half because slips
     * that produce the same bytes share their certainty.
     */
    public static final double THRESHOLD = 0.3;

    public Diagnosis {
        explanations = List.copyOf(explanations);
    }

    /** The likeliest slip, or empty if none is likely enough. */
    public Optional<Explanation> best() {
        return explanations.stream()
                .limit(1)
                .filter(first -> first.certainty() >= THRESHOLD)
                .findFirst();
    }

    /** The explanations other than the best that are more than a third as likely; empty if there is no best. */
    public List<Explanation> rivals() {
        return best().map(best -> explanations.stream()
                        .skip(1)
                        .filter(other -> other.certainty() > best.certainty() / 3)
                        .toList())
                .orElse(List.of());
    }

    /** This diagnosis where it shares the probability with others, such as those of other versions. */
    public Diagnosis sharing(double share) {
        List<Explanation> less = explanations.stream()
                .map(each -> each.withCertainty(each.certainty() * share))
                .toList();
        return new Diagnosis(message, failure, less, tried, prefix);
    }

    /** Whether the bytes decode and no slip explains them better. */
    public boolean clean() {
        return failure == null && best().isEmpty();
    }

    /** The result in one sentence, for humans. */
    public String sentence() {
        if (clean()) {
            return message + ": no slip found";
        }
        return best().map(this::explained).orElseGet(() -> failure + "; " + unexplained());
    }

    /** The best explanation, with every other that is more than a third as likely. */
    private String explained(Explanation best) {
        StringBuilder text = new StringBuilder(best.toString());
        rivals().forEach(other ->
                text.append("; or, at byte ").append(other.start()).append(", ").append(other.sentence()));
        return text.toString();
    }

    private String unexplained() {
        String none = "none of the " + tried + " slips tried explains it";
        return explanations.isEmpty()
                ? none
                : String.format(
                        Locale.ROOT,
                        "%s well enough; the likeliest has certainty %.2f: %s",
                        none,
                        explanations.get(0).certainty(),
                        explanations.get(0).sentence());
    }
}
