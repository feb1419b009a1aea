package io.kspec.clients.field;

import io.kspec.suite.session.Wildcards;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A cause that the suite finds on a broker, and why it is true.
 *
 * @param title what is wrong, in one sentence
 * @param says what the suite says about it: one of these is a part of its title or of one of its faces
 * @param cases every case that fails because of it, in each run
 * @param may checks, with {@code *} for any characters, of which other cases may fail because of it: which case meets it first,
 *     and which ones it then blocks, depends on how the lanes run
 * @param kafka what Apache Kafka does, and how that is known
 * @param clients which clients stumble, and how
 */
record ReviewedCause(
        String title, List<String> says, Set<FailedCase> cases, List<String> may, String kafka, String clients) {
    ReviewedCause {
        says = List.copyOf(says);
        cases = Set.copyOf(cases);
        may = List.copyOf(may);
        Objects.requireNonNull(kafka, "kafka");
        Objects.requireNonNull(clients, "clients");
    }

    /** Whether a case may fail because of it. */
    boolean admits(FailedCase failed) {
        return cases.contains(failed) || may.stream().anyMatch(pattern -> Wildcards.matches(pattern, failed.check()));
    }

    /** The listed cases that are not among some others, in their order. */
    Set<FailedCase> casesWithout(Set<FailedCase> others) {
        Set<FailedCase> rest = new TreeSet<>(cases);
        rest.removeAll(others);
        return rest;
    }
}
