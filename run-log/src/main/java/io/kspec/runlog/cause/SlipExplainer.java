package io.kspec.runlog.cause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Finds the fewest slips that explain all undecodable responses of an API. One slip is told in different ways by different
 * bytes: where it is a rival in some cases and the best guess in others, it is the one that fits them all.
 *
 * <p>It takes the explanation with the greatest weight over all cases, then that of the cases left, and so on. An
 * explanation weighs, per case, the logarithm of its certainty over that of a guess that is not listed at all.
 */
final class SlipExplainer {
    /** The certainty of an explanation that a diagnosis does not list. */
    private static final double UNLISTED = 0.01;
    /** An explanation is admitted where another is likelier, but not where it is this many times as likely. */
    private static final double FAR_LIKELIER = 10;

    private final Map<String, Candidate> candidates = new LinkedHashMap<>();
    private final Map<Symptom, Guess> explained = new IdentityHashMap<>();
    private final Map<Symptom, List<Guess>> open = new IdentityHashMap<>();

    private SlipExplainer(List<Symptom> symptoms) {
        for (Symptom symptom : symptoms) {
            Map<String, Guess> admitted = new LinkedHashMap<>();
            double best = symptom.guesses().stream()
                    .mapToDouble(Guess::certainty)
                    .max()
                    .orElse(0);
            for (Guess guess : symptom.guesses()) {
                if (guess.certainty() * FAR_LIKELIER >= best) {
                    admitted.putIfAbsent(guess.key(), guess);
                }
            }
            List<Guess> distinct = List.copyOf(admitted.values());
            open.put(symptom, distinct);
            for (Guess guess : distinct) {
                candidates.computeIfAbsent(guess.key(), Candidate::new).add(symptom, guess);
            }
        }
    }

    /** The explanation of each of some cases of one API; cases without a guess have none. */
    static Map<Symptom, Guess> explain(List<Symptom> symptoms) {
        SlipExplainer explainer = new SlipExplainer(symptoms);
        explainer.explainAll();
        return explainer.explained;
    }

    private void explainAll() {
        PriorityQueue<Offer> offers = new PriorityQueue<>(
                Comparator.comparingDouble(Offer::weight).reversed().thenComparing(offer -> offer.candidate().key));
        candidates.values().forEach(candidate -> offers.add(candidate.offer()));
        while (!offers.isEmpty()) {
            Offer heaviest = offers.remove();
            if (heaviest.candidate().weight < heaviest.weight()) {
                if (heaviest.candidate().open > 0) {
                    offers.add(heaviest.candidate().offer()); // others have explained some of its cases since
                }
                continue;
            }
            take(heaviest.candidate());
        }
    }

    private void take(Candidate candidate) {
        for (Vote vote : candidate.votes) {
            List<Guess> rivals = open.remove(vote.symptom());
            if (rivals != null) {
                explained.put(vote.symptom(), vote.guess());
                rivals.forEach(rival -> {
                    Candidate other = candidates.get(rival.key());
                    if (other != null) {
                        other.remove(rival);
                    }
                });
            }
        }
    }

    private static double weight(Guess guess) {
        return Math.max(0, Math.log(Math.max(guess.certainty(), UNLISTED) / UNLISTED)) + Double.MIN_NORMAL;
    }

    private record Vote(Symptom symptom, Guess guess) {}

    private record Offer(Candidate candidate, double weight) {}

    private static final class Candidate {
        private final String key;
        private final List<Vote> votes = new ArrayList<>();
        private double weight;
        private int open;

        Candidate(String key) {
            this.key = key;
        }

        void add(Symptom symptom, Guess guess) {
            votes.add(new Vote(symptom, guess));
            weight += weight(guess);
            open++;
        }

        void remove(Guess guess) {
            weight -= weight(guess);
            open--;
        }

        Offer offer() {
            return new Offer(this, weight);
        }
    }

    /** The cases of each explanation, in the order of the cases. */
    static Map<String, List<Symptom>> byExplanation(List<Symptom> symptoms, Map<Symptom, Guess> explained) {
        Map<String, List<Symptom>> groups = new LinkedHashMap<>();
        for (Symptom symptom : symptoms) {
            Guess guess = explained.get(symptom);
            if (guess != null) {
                groups.computeIfAbsent(guess.key(), unused -> new ArrayList<>()).add(symptom);
            }
        }
        return groups;
    }
}
