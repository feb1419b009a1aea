package io.kspec.mock.api.metadata;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import java.util.regex.Pattern;

/**
 * ApiVersions.
 *
 * <ul>
 *   <li>v1: throttle time, at the end of the response.
 *   <li>v3: flexible, except the response header; client software name and version (KIP-511); features.
 *   <li>v4: supported features with a lowest level of 0, too (KAFKA-17011).
 *   <li>v5: the client names the cluster and node that it expects; any other broker answers REBOOTSTRAP_REQUIRED
 *       (KIP-1242).
 *   <li>A version that is not advertised is answered without this handler, at v0 with UNSUPPORTED_VERSION (KIP-511).
 * </ul>
 */
public final class ApiVersionsHandler implements ApiHandler {
    /** What Kafka accepts as a software name or version. */
    private static final Pattern SOFTWARE = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9\\-.]*[a-zA-Z0-9])?");

    private final Cluster cluster;

    public ApiVersionsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "ApiVersions";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 5);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        MessageBuilder response = context.response();
        ErrorCode error = check(request, context);
        response.set("ErrorCode", error);
        if (error == ErrorCode.NONE) {
            context.session().toldVersions();
            response.setEach(
                    "ApiKeys",
                    context.answered().ranges().entrySet(),
                    (entry, api) -> fill(entry, api.getKey(), api.getValue()));
            fillFeatures(response, context.version());
        }
        return HandlerAnswer.now(response.build());
    }

    private void fillFeatures(MessageBuilder response, int version) {
        if (version < 3) {
            return;
        }
        response.set("FinalizedFeaturesEpoch", cluster.features().epoch());
        response.setEach("FinalizedFeatures", cluster.features().finalized(), (entry, feature) -> entry.set(
                        "Name", feature.name())
                .set("MaxVersionLevel", feature.level())
                .set("MinVersionLevel", feature.level()));
        response.setEach(
                "SupportedFeatures",
                cluster.features().supported().stream()
                        .filter(feature -> version >= 4 || feature.lowest() > 0)
                        .toList(),
                (entry, feature) -> entry.set("Name", feature.name())
                        .set("MinVersion", feature.lowest())
                        .set("MaxVersion", feature.highest()));
    }

    private ErrorCode check(Message request, RequestContext context) {
        int version = context.version();
        if (version >= 3
                && !(SOFTWARE.matcher(request.getString("ClientSoftwareName")).matches()
                        && SOFTWARE.matcher(request.getString("ClientSoftwareVersion"))
                                .matches())) {
            return ErrorCode.INVALID_REQUEST;
        }
        if (version >= 5) {
            String clusterId = request.getNullableString("ClusterId");
            int nodeId = request.getInt("NodeId");
            boolean meansAnother = (clusterId != null && !clusterId.equals(cluster.id()))
                    || (nodeId >= 0 && nodeId != context.brokerId());
            if (meansAnother) {
                return ErrorCode.REBOOTSTRAP_REQUIRED;
            }
        }
        return ErrorCode.NONE;
    }

    private static void fill(MessageBuilder entry, ApiSpec api, Versions versions) {
        entry.set("ApiKey", api.key()).set("MinVersion", versions.lowest()).set("MaxVersion", versions.highest());
    }
}
