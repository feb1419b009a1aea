package io.kspec.diagnosis.clients;

/**
 * A text that a client prints, and where that was read.
 *
 * @param client the client's name: {@code Sarama}
 * @param repository its GitHub repository: {@code IBM/sarama}
 * @param commit the commit that was read
 * @param text the text, with the client's own placeholders
 * @param source the file in the repository, or where the text was observed
 */
public record ClientText(String client, String repository, String commit, String text, String source) {

    /** {@code IBM/sarama bd98b3a, errors.go}. */
    public String origin() {
        return repository + " " + commit + ", " + source;
    }
}
