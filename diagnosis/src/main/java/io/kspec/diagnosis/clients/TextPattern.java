package io.kspec.diagnosis.clients;

import java.util.List;

/**
 * Finds a client's text within what somebody pasted: the words in their order, with gaps. The best local alignment of both
 * is sought, as Smith and Waterman do for proteins, with a gain for each common word, the higher the rarer it is.
 */
final class TextPattern {
    /** What a word of the paste costs that stands where the client puts a value. */
    private static final double VALUE = 0.02;
    /** What any other word costs that only one of the two has, in parts of the weight of the rarest word. */
    private static final double GAP = 0.15;

    private final List<String> words;
    private final WordWeights weights;
    private final double total;

    TextPattern(List<String> words, WordWeights weights) {
        this.words = List.copyOf(words);
        this.weights = weights;
        this.total = words.stream().mapToDouble(weights::of).sum();
    }

    /** The weight of the words of this pattern that the text has, in order and close together; 0 for none. */
    double weightIn(List<String> text) {
        double gap = GAP * weights.rarest();
        double[] above = new double[text.size() + 1];
        double best = 0;
        for (String word : words) {
            boolean value = word.equals(Wording.ANYTHING);
            double weight = weights.of(word);
            double[] row = new double[text.size() + 1];
            for (int i = 1; i <= text.size(); i++) {
                double here = Math.max(above[i] - (value ? 0 : gap), row[i - 1] - (value ? VALUE : gap));
                if (!value && word.equals(text.get(i - 1))) {
                    here = Math.max(here, above[i - 1] + weight);
                } else if (value) {
                    here = Math.max(here, above[i - 1] - VALUE);
                }
                row[i] = Math.max(0, here);
                best = Math.max(best, row[i]);
            }
            above = row;
        }
        return best;
    }

    /** The weight of all words of this pattern. */
    double total() {
        return total;
    }
}
