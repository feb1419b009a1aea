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
 * Which requests are meant.
 *
 * @param api the API's name, or null for any
 * @param versions the versions meant
 * @param clientId what the client calls itself, or null for any
 * @param fields what the request must say
 * @param refused whether those are meant that Kafka refuses by closing the connection, rather than those that it answers
 */
public record RequestPattern(
        @Nullable String api, Versions versions, @Nullable String clientId, List<FieldMatch> fields, boolean refused) {
    private static final Versions ALL = new Versions(0, Short.MAX_VALUE);

    /**
     * A field of the request and its value: at one of the places, if there are several.
     *
     * @param expected as text formats write it, and null for null
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
                    "expected of refused requests no more than API and versions, for no more can be read of them");
        }
    }

    /** Every request. */
    public static RequestPattern anyRequest() {
        return new RequestPattern(null, ALL, null, List.of(), false);
    }

    /**
     * Requests of an API.
     *
     * @throws IllegalArgumentException if no release has an API of that name
     */
    public static RequestPattern request(String api) {
        return new RequestPattern(api, ALL, null, List.of(), false);
    }

    /** Of these, only those of a version. */
    public RequestPattern atVersion(int version) {
        return atVersions(version, version);
    }

    /** Of these, only those from one version to another, both included. */
    public RequestPattern atVersions(int lowest, int highest) {
        return new RequestPattern(api, new Versions(lowest, highest), clientId, fields, refused);
    }

    /** Of these, only those of a client. */
    public RequestPattern fromClient(String id) {
        return new RequestPattern(api, versions, id, fields, refused);
    }

    /**
     * Of these, only those that Kafka refuses by closing the connection: of an API or a version that is not advertised, or
     * bytes that cannot be read as what they claim to be. A response to them is what {@link ResponseDefinition#withBody} says,
     * after the correlation id if there is one.
     */
    public RequestPattern onlyRefused() {
        return new RequestPattern(api, versions, clientId, fields, true);
    }

    /**
     * Of these, only those in which a field has a value.
     *
     * @param path as {@code GroupId} or {@code Topics[*].Name}, of which one must have the value
     * @param expected as {@link io.kspec.protocol.message.Message#get} gives it or text formats write it
     * @throws IllegalArgumentException if the path is none, or the API is given and has no such field
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
     * The stub that answers these requests in a way.
     *
     * @throws IllegalArgumentException if the API is given, and a path is none that it has at any of the versions
     */
    public Stub willReturn(ResponseDefinition response) {
        if (api != null) {
            response.check(Catalog.standard().api(api), versions);
        }
        return new Stub(toString(), this, Occurrences.ALL, response);
    }

    /** Whether a request is meant. */
    public boolean matches(Message request, @Nullable String requestClientId) {
        return !refused
                && (api == null || api.equals(request.id().name()))
                && versions.contains(request.id().version())
                && (clientId == null || clientId.equals(requestClientId))
                && fields.stream().allMatch(field -> field.matches(request));
    }

    /**
     * Whether a request that is refused is meant.
     *
     * @param refusedApi the API that it names, or null if there is none
     * @param version the version that it names
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
