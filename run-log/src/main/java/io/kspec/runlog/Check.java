package io.kspec.runlog;

import java.util.Objects;

/**
 * The requirement that a case checks.
 *
 * @param id stable across releases of kspec, such as {@code offset-fetch.committed-offset-survives}
 * @param title a short title
 * @param level how severe a violation is
 * @param requirement the sentence that a target must satisfy
 * @param source where it is specified: a KIP, a message definition, a test of Apache Kafka
 * @param why why it matters to clients
 * @param profile the selection that the check belongs to
 * @param hostile whether it sends what no client sends, so that a failure is about robustness and not about clients
 * @param harm what a violation does to users beyond an error
 */
public record Check(
        String id,
        String title,
        Level level,
        String requirement,
        String source,
        String why,
        String profile,
        boolean hostile,
        Harm harm) {
    /** How the ids begin of checks that play what a real client sends: {@code client.sarama.commit-resume}. */
    public static final String CLIENT_FLOWS = "client.";

    /** A check that sends what clients send. */
    public Check(String id, String title, Level level, String requirement, String source, String why, String profile) {
        this(id, title, level, requirement, source, why, profile, false, Harm.NONE);
    }

    public Check {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(requirement, "requirement");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(harm, "harm");
        if (id.isBlank()) {
            throw new IllegalArgumentException("check, id: expected a name, found a blank");
        }
    }
}
