package io.kspec.mock.api;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.util.regex.Pattern;

/**
 * ApiVersions.
 *
 * <ul>
 *   <li>v1: throttle time, after the APIs.
 *   <li>v3: flexible, but the response's header stays as it is; the client's software name and version (KIP-511), features.
 *   <li>v4: features whose lowest version is 0 may be told (KAFKA-17011).
 *   <li>v5: the client says which cluster and node it means; another one is answered REBOOTSTRAP_REQUIRED (KIP-1242).
 *   <li>Any unknown version is answered at version 0 with UNSUPPORTED_VERSION and the range of this API alone (KIP-511).
 * </ul>
 */
final class ApiVersionsHandler implements ApiHandler {
    static final String API = "ApiVersions";

    /** What Kafka takes for a software name or version. */
    private static final Pattern SOFTWARE = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9\\-.]*[a-zA-Z0-9])?");

    private final Cluster cluster;
    private final AdvertisedVersions advertised;

    ApiVersionsHandler(Cluster cluster, AdvertisedVersions advertised) {
        this.cluster = cluster;
        this.advertised = advertised;
    }

    @Override
    public String api() {
        return API;
    }

    @Override
    public Answer answer(Message request, RequestContext context) {
        MessageBuilder response = context.response();
        ErrorCode error = check(request, context.version());
        response.set("ErrorCode", error);
        if (error == ErrorCode.NONE) {
            response.setEach(
                    "ApiKeys",
                    advertised.ranges().entrySet(),
                    (entry, api) -> fill(entry, api.getKey(), api.getValue()));
        }
        return Answer.now(response.build());
    }

    private ErrorCode check(Message request, int version) {
        if (version >= 3
                && !(SOFTWARE.matcher(request.getString("ClientSoftwareName")).matches()
                        && SOFTWARE.matcher(request.getString("ClientSoftwareVersion"))
                                .matches())) {
            return ErrorCode.INVALID_REQUEST;
        }
        if (version >= 5) {
            String clusterId = request.getNullableString("ClusterId");
            int nodeId = request.getInt("NodeId");
            boolean meansAnother =
                    (clusterId != null && !clusterId.equals(cluster.identity().clusterId()))
                            || (nodeId >= 0 && nodeId != cluster.identity().nodeId());
            if (meansAnother) {
                return ErrorCode.REBOOTSTRAP_REQUIRED;
            }
        }
        return ErrorCode.NONE;
    }

    /** The answer to a version that is not advertised. */
    Message refusal() {
        ApiSpec own = Catalog.standard().api(API);
        return Message.builder(own.response(0))
                .set("ErrorCode", ErrorCode.UNSUPPORTED_VERSION)
                .add("ApiKeys", entry -> fill(entry, own, advertised.of(own)))
                .build();
    }

    private static void fill(MessageBuilder entry, ApiSpec api, Versions versions) {
        entry.set("ApiKey", api.key()).set("MinVersion", versions.lowest()).set("MaxVersion", versions.highest());
    }
}
