package io.kspec.diagnosis;

/**
 * What a client does with a wrong response.
 *
 * @param client the client's name: {@code Sarama}
 * @param text what the client prints, with {@code %s} and {@code %d} where it puts its values; or what happens instead,
 *     if it prints nothing
 * @param printed whether {@code text} is printed by the client rather than a description
 * @param version the version that was read: repository and commit, as {@code IBM/sarama bd98b3a}; empty if unknown
 * @param source the file in the repository that says so, or where it was observed; empty if unknown
 */
public record Reaction(String client, String text, boolean printed, String version, String source) {
    /** A reaction of unknown origin. */
    public Reaction(String client, String text, boolean printed) {
        this(client, text, printed, "", "");
    }

    /** This reaction, as a version of the client has it. */
    public Reaction readIn(String itsVersion, String itsSource) {
        return new Reaction(client, text, printed, itsVersion, itsSource);
    }

    /** This reaction with the values that the client puts in its text. */
    public Reaction saying(String filled) {
        return new Reaction(client, filled, printed, version, source);
    }

    /** {@code Sarama: "kafka: insufficient data to decode packet, more bytes expected"}. */
    @Override
    public String toString() {
        return client + ": " + (printed ? '"' + text + '"' : text);
    }
}
