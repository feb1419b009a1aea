package io.kspec.mock.api;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every API that the mock broker answers, and who answers it. This list is the coverage; what is not in it is not advertised. */
public final class ApiTable {
    private final Map<Integer, ApiHandler> handlers = new TreeMap<>();
    private final AdvertisedVersions advertised;
    private final ApiVersionsHandler apiVersions;

    private ApiTable(Cluster cluster, Map<String, Versions> restrictions) {
        List<ApiHandler> all = new ArrayList<>(handlers(cluster));
        List<ApiSpec> apis = new ArrayList<>(all.stream()
                .map(handler -> Catalog.standard().api(handler.api()))
                .toList());
        ApiSpec own = Catalog.standard().api(ApiVersionsHandler.API);
        apis.add(own);
        advertised = AdvertisedVersions.of(apis, restrictions);
        apiVersions = new ApiVersionsHandler(cluster, advertised);
        all.add(apiVersions);
        all.forEach(
                handler -> handlers.put(Catalog.standard().api(handler.api()).key(), handler));
    }

    /** The table, but for ApiVersions, which tells of it. */
    private static List<ApiHandler> handlers(Cluster cluster) {
        return List.of(
                new ProduceHandler(cluster),
                new FetchHandler(cluster),
                new ListOffsetsHandler(cluster),
                new MetadataHandler(cluster),
                new OffsetCommitHandler(cluster),
                new OffsetFetchHandler(cluster),
                new FindCoordinatorHandler(cluster),
                new JoinGroupHandler(cluster),
                new HeartbeatHandler(cluster),
                new LeaveGroupHandler(cluster),
                new SyncGroupHandler(cluster),
                new DescribeGroupsHandler(cluster),
                new ListGroupsHandler(cluster),
                new CreateTopicsHandler(cluster),
                new DeleteTopicsHandler(cluster),
                new InitProducerIdHandler(cluster),
                new DeleteGroupsHandler(cluster));
    }

    /**
     * The handlers of a cluster.
     *
     * @param restrictions by API name, the versions that are answered where that is less than all; {@link Versions#NONE} for
     *     an API that is not answered
     * @throws IllegalArgumentException if a restriction names an API or versions that the mock does not answer
     */
    public static ApiTable of(Cluster cluster, Map<String, Versions> restrictions) {
        return new ApiTable(cluster, restrictions);
    }

    /** The versions that are answered. */
    public AdvertisedVersions advertised() {
        return advertised;
    }

    /** Who answers an API at a version, or empty if the broker does not. */
    public Optional<ApiHandler> find(ApiSpec api, int version) {
        return advertised.has(api, version) ? Optional.ofNullable(handlers.get(api.key())) : Optional.empty();
    }

    /** The body, at version 0, that refuses a version of ApiVersions (KIP-511). */
    public Message apiVersionsRefusal() {
        return apiVersions.refusal();
    }
}
