package io.kspec.mock.script;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Selects requests.
 *
 * @param api the API's name, or null for any
 * @param versions the versions of the request
 * @param clientId the client id, or null for any
 * @param fields the values that the request must have
 * @param refused whether the pattern matches requests that Kafka refuses by closing the connection, rather than those
 *     that it answers
 */
public record RequestPattern(
        @Nullable String api, Versions versions, @Nullable String clientId, List<FieldMatch> fields, boolean refused) {
    private static final Versions ALL = new Versions(0, Short.MAX_VALUE);

    /**
     * A field that must have a value; if the path matches several fields, at least one of them must.
     *
     * @param expected the value in the form of text formats; null expects null
     */
    public record FieldMatch(PathPattern path, @Nullable Object expected) {
        boolean matches(Message request) {
            return path.in(request).stream()
                    .map(place -> place.find(request).orElse(null))
                    .anyMatch(found -> PlainValue.matches(found, expected));
        }
    }

    public RequestPattern {
        if (api != null) {
            api = Catalog.standard().api(api).name();
        }
        fields = List.copyOf(fields);
        if (refused && (clientId != null || !fields.isEmpty())) {
            throw new IllegalArgumentException(
                    "expected a pattern of refused requests to have only an API and versions, since nothing else can be decoded");
        }
    }

    /** Matches every request. */
    public static RequestPattern anyRequest() {
        return new RequestPattern(null, ALL, null, List.of(), false);
    }

    /**
     * Matches the requests of an API.
     *
     * @throws IllegalArgumentException if no release has an API of that name
     */
    public static RequestPattern request(String api) {
        return new RequestPattern(api, ALL, null, List.of(), false);
    }

    /** Restricts this pattern to a version. */
    public RequestPattern atVersion(int version) {
        return atVersions(version, version);
    }

    /** Restricts this pattern to a range of versions, inclusive. */
    public RequestPattern atVersions(int lowest, int highest) {
        return new RequestPattern(api, new Versions(lowest, highest), clientId, fields, refused);
    }

    /** Restricts this pattern to a client id. */
    public RequestPattern fromClient(String id) {
        return new RequestPattern(api, versions, id, fields, refused);
    }

    /**
     * Restricts this pattern to requests that Kafka refuses by closing the connection: those for an API or version that
     * is not advertised, and those that do not decode. The response to such a request is the correlation id, if the
     * request has one, and the bytes of {@link ResponseDefinition#withBody}.
     */
    public RequestPattern onlyRefused() {
        return new RequestPattern(api, versions, clientId, fields, true);
    }

    /**
     * Restricts this pattern to requests in which a field has a value.
     *
     * @param path a path such as {@code GroupId} or {@code Topics[*].Name}; at least one matching field must have the
     *     value
     * @param expected the value as {@link io.kspec.protocol.message.Message#get} returns it, or in the form of text formats
     * @throws IllegalArgumentException if the path is malformed, or the pattern's API has no such field
     */
    public RequestPattern where(String path, @Nullable Object expected) {
        FieldMatch match = new FieldMatch(PathPattern.parse(path), expected);
        if (api != null && !isKnown(Catalog.standard().api(api), match.path())) {
            throw new IllegalArgumentException(path + ": expected the path of a field of the " + api + " request");
        }
        List<FieldMatch> more = new ArrayList<>(fields);
        more.add(match);
        return new RequestPattern(api, versions, clientId, more, refused);
    }

    private static boolean isKnown(ApiSpec api, PathPattern path) {
        return IntStream.rangeClosed(api.versions().lowest(), api.versions().highest())
                .anyMatch(version -> path.isKnownTo(api.request(version).struct()));
    }

    /**
     * A stub that answers these requests with a response.
     *
     * @throws IllegalArgumentException if the pattern's API has no field at one of the response's paths, at any of the
     *     versions
     */
    public Stub willReturn(ResponseDefinition response) {
        if (api != null) {
            response.check(Catalog.standard().api(api), versions);
        }
        return new Stub(toString(), this, Occurrences.ALL, response);
    }

    /** Whether this pattern matches a request. */
    public boolean matches(Message request, @Nullable String requestClientId) {
        return !refused
                && (api == null || api.equals(request.id().name()))
                && versions.contains(request.id().version())
                && (clientId == null || clientId.equals(requestClientId))
                && fields.stream().allMatch(field -> field.matches(request));
    }

    /**
     * Whether this pattern matches a refused request.
     *
     * @param refusedApi the API that the request names, or null if it is unknown
     * @param version the version that the request names
     */
    public boolean matchesRefused(@Nullable ApiSpec refusedApi, int version) {
        return refused
                && (api == null || (refusedApi != null && api.equals(refusedApi.name())))
                && (versions.equals(ALL) || versions.contains(version));
    }

    /** {@code JoinGroup v1 from app where GroupId = g}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(api == null ? "any request" : api);
        if (refused) {
            text.append(", refused,");
        }
        if (!versions.equals(ALL)) {
            text.append(" v").append(versions);
        }
        if (clientId != null) {
            text.append(" from ").append(clientId);
        }
        fields.forEach(field ->
                text.append(" where ").append(field.path()).append(" = ").append(field.expected()));
        return text.toString();
    }
}
