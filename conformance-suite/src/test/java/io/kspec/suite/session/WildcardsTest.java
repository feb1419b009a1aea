package io.kspec.suite.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WildcardsTest {
    private static final int LONGEST_PATTERN = 5;
    private static final int LONGEST_TEXT = 6;

    @Test
    void aPatternMatchesWhatItsRegularExpressionMatches() {
        List<String> texts = words("a.", LONGEST_TEXT);
        for (String pattern : words("a.*", LONGEST_PATTERN)) {
            Pattern regex = Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));

            assertThat(texts).as(pattern).allSatisfy(text -> assertThat(Wildcards.matches(pattern, text))
                    .as(text)
                    .isEqualTo(regex.matcher(text).matches()));
        }
    }

    /** All words of some letters, the empty one first. */
    private static List<String> words(String letters, int longest) {
        List<String> words = new ArrayList<>(List.of(""));
        int shorter = 0;
        for (int length = 1; length <= longest; length++) {
            int end = words.size();
            for (String word : List.copyOf(words.subList(shorter, end))) {
                letters.chars().forEach(letter -> words.add(word + (char) letter));
            }
            shorter = end;
        }
        return words;
    }
}
