package io.kspec.reference;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field that some releases answer differently from the mock broker, unless the mock looks like one of them.
 *
 * @param releases the releases that answer differently
 * @param api the name of the API
 * @param versions the versions of the API
 * @param exchange the name of the exchange within a capture, or null for every exchange
 * @param path matches the path of the field in the response; {@code outcome} if only one of the two answers at all
 * @param ofMock whether the mock answers as the newest release even where it looks like one of these
 * @param reason why they differ
 */
public record AnswerDifference(
        ReleaseRange releases,
        String api,
        VersionRange versions,
        @Nullable String exchange,
        Pattern path,
        boolean ofMock,
        String reason) {

    /** Whether this difference explains that a field was captured with another value. */
    public boolean covers(String release, String otherApi, int version, String otherExchange, String otherPath) {
        return releases.contains(release)
                && api.equals(otherApi)
                && versions.contains(version)
                && (exchange == null || exchange.equals(otherExchange))
                && path.matcher(otherPath).matches();
    }
}
