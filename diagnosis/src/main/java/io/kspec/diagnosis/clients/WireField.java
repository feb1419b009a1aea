package io.kspec.diagnosis.clients;

import io.kspec.protocol.MessageType;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.path.FieldPath;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A field of a message, and the versions that have it.
 *
 * @param api the name of the API
 * @param type whether it is a field of the request or of the response
 * @param path its path, with {@code [*]} for every entry of an array
 * @param versions the versions of the API that have it
 */
public record WireField(String api, MessageType type, String path, Versions versions) {
    private static final Pattern TEXT = Pattern.compile("(\\w+) (request|response): (\\S+)");

    /**
     * Finds the field {@code OffsetFetch response: Topics[*].Name}.
     *
     * @throws IllegalArgumentException if the text is not of this form, or no version of the API has the field
     */
    static WireField parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "expected a field such as OffsetFetch response: Topics[*].Name, found " + text);
        }
        ApiSpec api = Catalog.standard()
                .find(matcher.group(1))
                .orElseThrow(() -> new IllegalArgumentException("unknown API " + matcher.group(1)));
        MessageType type = MessageType.valueOf(matcher.group(2).toUpperCase(Locale.ROOT));
        FieldPath path = FieldPath.parsePattern(matcher.group(3));
        int[] having = IntStream.rangeClosed(
                        api.versions().lowest(), api.versions().highest())
                .filter(version ->
                        path.typeIn(spec(api, type, version).struct()).isPresent())
                .toArray();
        if (having.length == 0) {
            throw new IllegalArgumentException(
                    "no version of the " + api.name() + " " + matcher.group(2) + " has the field " + matcher.group(3));
        }
        return new WireField(api.name(), type, path.toString(), new Versions(having[0], having[having.length - 1]));
    }

    private static MessageSpec spec(ApiSpec api, MessageType type, int version) {
        return type == MessageType.REQUEST ? api.request(version) : api.response(version);
    }

    /** {@code OffsetFetch v0 to v7 response, Topics[*].Partitions}. */
    @Override
    public String toString() {
        String range = versions.lowest() == versions.highest()
                ? "v" + versions.lowest()
                : "v" + versions.lowest() + " to v" + versions.highest();
        return api + " " + range + " " + type.name().toLowerCase(Locale.ROOT) + ", " + path;
    }
}
