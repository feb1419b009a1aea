package io.kspec.mock.script;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.path.FieldPath;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Selects requests.
 *
 * @param api the API's name, or null for any
 * @param versions the versions of the request
 * @param clientId the client id, or null for any
 * @param brokerId the node id of the broker that receives the request, or null for any
 * @param fields the values that the request must have
 * @param refused whether the pattern matches requests that Kafka refuses by closing the connection, rather than those
 *     that it answers
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public record RequestPattern(
        @Nullable String api,
        Versions versions,
        @Nullable String clientId,
        @Nullable Integer brokerId,
        List<FieldMatch> fields,
        boolean refused) {
    private static final Versions ALL = new Versions(0, Short.MAX_VALUE);

    /**
     * A field that must have a value; if the path matches several fields, at least one of them must.
     *
     * @param expected the value in the form of text formats; null expects null
     */
    public record FieldMatch(PathPattern path, @Nullable Object expected) {
        /** The fields that have the value. */
        List<FieldPath> places(Message request, KnownTopics topics) {
            return path.readIn(request, topics).stream()
                    .filter(place -> PlainValue.matches(place.value(request, topics), expected))
                    .map(FieldPlace::path)
                    .toList();
        }

        /** {@code GroupId = g}. */
        @Override
        public String toString() {
            return path + " = " + expected;
        }
    }

    public RequestPattern {
        if (api != null) {
            api = Catalog.standard().api(api).name();
        }
        fields = List.copyOf(fields);
        if (refused && (clientId != null || brokerId != null || !fields.isEmpty())) {
            throw new IllegalArgumentException(
                    "expected a pattern of refused requests to have only an API and versions, since nothing else can be decoded");
        }
    }

    /** Matches every request. */
    public static RequestPattern anyRequest() {
        return new RequestPattern(null, ALL, null, null, List.of(), false);
    }

    /**
     * Matches the requests of an API.
     *
     * @throws IllegalArgumentException if no release has an API of that name
     */
    public static RequestPattern request(String api) {
        return new RequestPattern(api, ALL, null, null, List.of(), false);
    }

    /** Restricts this pattern to a version. */
    public RequestPattern atVersion(int version) {
        return atVersions(version, version);
    }

    /** Restricts this pattern to a range of versions, inclusive. */
    public RequestPattern atVersions(int lowest, int highest) {
        return new RequestPattern(api, new Versions(lowest, highest), clientId, brokerId, fields, refused);
    }

    /** Restricts this pattern to a client id. */
    public RequestPattern fromClient(String id) {
        return new RequestPattern(api, versions, id, brokerId, fields, refused);
    }

    /** Restricts this pattern to requests that a broker receives, by the broker's node id. */
    public RequestPattern toBroker(int nodeId) {
        return new RequestPattern(api, versions, clientId, nodeId, fields, refused);
    }

    /**
     * Restricts this pattern to requests that Kafka refuses by closing the connection: those for an API or version that
     * is not advertised, those that do not decode, and those of a client that must log in first. The response to such a request is the correlation id, if the
     * request has one, and the bytes of {@link ResponseDefinition#withBody}. A refused ApiVersions request, which Kafka
     * answers with the versions that it supports, can be answered like any other request.
     */
    public RequestPattern onlyRefused() {
        return new RequestPattern(api, versions, clientId, brokerId, fields, true);
    }

    /**
     * Restricts this pattern to requests in which a field has a value.
     *
     * @param path a path such as {@code GroupId} or {@code Topics[*].Name}; at least one matching field must have the
     *     value
     * @param expected the value as {@link io.kspec.protocol.message.Message#get} returns it, or in the form of text formats
     * @throws IllegalArgumentException if the path is malformed, the pattern's API has no such field, or the value does not
     *     fit it
     */
    public RequestPattern where(String path, @Nullable Object expected) {
        FieldMatch match = new FieldMatch(PathPattern.parse(path), expected);
        new DefinitionCheck(this).checkCondition(match.path(), expected);
        List<FieldMatch> more = new ArrayList<>(fields);
        more.add(match);
        return new RequestPattern(api, versions, clientId, brokerId, more, refused);
    }

    /**
     * A stub that answers these requests with a response.
     *
     * @throws IllegalArgumentException if the pattern's API has no field at one of the response's paths, at any of the
     *     versions, or if a value does not fit
     */
    public Stub willReturn(ResponseDefinition response) {
        new DefinitionCheck(this).check(response);
        return new Stub(toString(), this, Occurrences.ALL, response);
    }

    /**
     * Whether this pattern may match requests of an API.
     *
     * @param name the API's name, or null if the API is unknown
     */
    boolean matchesApi(@Nullable String name) {
        return api == null || api.equals(name);
    }

    /** Whether this pattern matches a request. */
    @API(status = API.Status.INTERNAL, since = "0.1.0")
    public boolean matches(IncomingRequest request, KnownTopics topics) {
        return select(request, topics).isPresent();
    }

    /** The entries of the request that the pattern's conditions select; empty if the pattern does not match. */
    Optional<EntrySelection> select(IncomingRequest request, KnownTopics topics) {
        Message body = request.body();
        boolean meant = !refused
                && matchesApi(body.id().name())
                && versions.contains(body.id().version())
                && (clientId == null || clientId.equals(request.clientId()))
                && (brokerId == null || brokerId == request.brokerId());
        if (!meant) {
            return Optional.empty();
        }
        return fields.isEmpty() ? Optional.of(EntrySelection.ALL) : Conditions.select(fields, body, topics);
    }

    /**
     * Whether this pattern matches a refused request.
     *
     * @param refusedApi the API that the request names, or null if it is unknown
     * @param version the version that the request names
     */
    public boolean matchesRefused(@Nullable ApiSpec refusedApi, int version) {
        return refused
                && matchesApi(refusedApi == null ? null : refusedApi.name())
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
        if (brokerId != null) {
            text.append(" to broker ").append(brokerId);
        }
        fields.forEach(field -> text.append(" where ").append(field));
        return text.toString();
    }
}
