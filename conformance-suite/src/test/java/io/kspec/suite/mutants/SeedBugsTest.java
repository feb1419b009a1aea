package io.kspec.suite.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Of the bugs that real clients found in young brokers, each is rebuilt as a mutant, or declared with the reason why not. */
class SeedBugsTest {
    @Test
    void everyBugIsRebuiltOrDeclared() {
        Set<String> open = new TreeSet<>(SeedBug.all());
        open.removeAll(SeedBug.rebuilt());

        assertThat(SeedBug.notRebuilt())
                .extracting(SeedBug::id)
                .as("of %d bugs those that no mutant rebuilds", SeedBug.all().size())
                .containsExactlyInAnyOrderElementsOf(open);
    }

    @Test
    void everyMutantOfABrokerRebuildsABugThatItHad() {
        assertThat(SeedBug.all()).containsAll(SeedBug.rebuilt());
    }
}
