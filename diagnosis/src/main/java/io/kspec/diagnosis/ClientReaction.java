package io.kspec.diagnosis;

/**
 * What a client does with something that is wrong.
 *
 * @param client the client's name: {@code Sarama}
 * @param prints what a person sees, with {@code %s} and {@code %d} where the client puts its values; or what happens,
 *     where nothing is printed
 * @param printed whether {@code prints} is text of the client, rather than a description
 */
public record ClientReaction(String client, String prints, boolean printed) {

    public static ClientReaction prints(String client, String text) {
        return new ClientReaction(client, text, true);
    }

    public static ClientReaction does(String client, String description) {
        return new ClientReaction(client, description, false);
    }

    /** {@code Sarama: "kafka: insufficient data to decode packet, more bytes expected"}. */
    @Override
    public String toString() {
        return client + ": " + (printed ? '"' + prints + '"' : prints);
    }
}
