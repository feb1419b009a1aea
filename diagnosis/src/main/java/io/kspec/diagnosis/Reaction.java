package io.kspec.diagnosis;

/**
 * What a client does with a wrong response.
 *
 * @param client the client's name: {@code Sarama}
 * @param text what the client prints, with {@code %s} and {@code %d} where it puts its values; or what happens instead,
 *     if it prints nothing
 * @param printed whether {@code text} is printed by the client rather than a description
 */
public record Reaction(String client, String text, boolean printed) {

    /** {@code Sarama: "kafka: insufficient data to decode packet, more bytes expected"}. */
    @Override
    public String toString() {
        return client + ": " + (printed ? '"' + text + '"' : text);
    }
}
