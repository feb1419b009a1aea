package io.kspec.diagnosis.clients;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** How much a word says about which text it comes from: the fewer texts have it, the more. */
final class WordWeights {
    private final Map<String, Integer> texts = new HashMap<>();
    private final int count;

    WordWeights(Collection<List<String>> texts) {
        texts.forEach(words -> new HashSet<>(words).forEach(word -> this.texts.merge(word, 1, Integer::sum)));
        count = texts.size();
    }

    /** The weight of a word; 0 for {@link Wording#ANYTHING}. */
    double of(String word) {
        return word.equals(Wording.ANYTHING) ? 0 : Math.log(1 + (double) count / texts.getOrDefault(word, 1));
    }

    /** The weight of a word that only one text has. */
    double rarest() {
        return Math.log(1 + count);
    }
}
