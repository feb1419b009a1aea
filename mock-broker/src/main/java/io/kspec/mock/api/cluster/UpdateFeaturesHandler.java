package io.kspec.mock.api.cluster;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.ClusterFeature;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.transaction.TransactionSettings;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * UpdateFeatures (KIP-584). Of the {@linkplain ClusterFeature features}, {@code transaction.version} can be changed.
 * Either all updates take effect or, as in Kafka since 4.0, none does.
 *
 * <ul>
 *   <li>v0: Kafka 4.3.1 ignores the field that allows downgrades, so levels can only rise.
 *   <li>v1: the type of an update instead, and validation without effect (KIP-778).
 *   <li>v2: no results per feature any more.
 * </ul>
 */
public final class UpdateFeaturesHandler implements ApiHandler {
    private static final int UPGRADE = 1;
    private static final int UNSAFE_DOWNGRADE = 3;

    private final Cluster cluster;

    public UpdateFeaturesHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "UpdateFeatures";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 2);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        List<Message> updates = request.getStructs("FeatureUpdates");
        Optional<String> fault = updates.stream()
                .map(update -> fault(update, context.version()))
                .filter(Objects::nonNull)
                .findFirst();
        MessageBuilder response = context.response();
        if (fault.isPresent()) {
            return HandlerAnswer.now(response.set("ErrorCode", ErrorCode.INVALID_UPDATE_VERSION)
                    .set("ErrorMessage", fault.get())
                    .build());
        }
        boolean checkOnly = context.version() >= 1 && request.getBoolean("ValidateOnly");
        if (!checkOnly) {
            updates.stream()
                    .filter(update -> update.getString("Feature").equals(TransactionSettings.FEATURE))
                    .forEach(update -> cluster.transactions().setVersion(update.getInt("MaxVersionLevel")));
        }
        response.set("ErrorMessage", null);
        if (response.has("Results")) {
            response.setEach("Results", updates, (result, update) -> result.set("Feature", update.getString("Feature"))
                    .set("ErrorMessage", ErrorCode.NONE.name()));
        }
        return HandlerAnswer.now(response.build());
    }

    /** Why an update is refused, or null. */
    private @Nullable String fault(Message update, int version) {
        String feature = update.getString("Feature");
        int level = update.getInt("MaxVersionLevel");
        int type = version >= 1 ? update.getInt("UpgradeType") : UPGRADE;
        if (type < UPGRADE || type > UNSAFE_DOWNGRADE) {
            return "There is no update type " + type + ".";
        }
        Optional<ClusterFeature> known = cluster.features().stream()
                .filter(each -> each.name().equals(feature))
                .findFirst();
        if (known.isEmpty()) {
            return "There is no feature " + feature + ".";
        }
        int lowest = known.get().lowest();
        int highest = known.get().highest();
        if (level < lowest || level > highest) {
            return feature + ": expected a level from " + lowest + " to " + highest + ", found " + level + ".";
        }
        int current = known.get().level();
        if (level != current && !known.get().isAdjustable()) {
            return feature + ": the mock broker cannot change its level, which is " + current + ".";
        }
        if (level < current && type == UPGRADE) {
            return feature + ": level " + level + " would be a downgrade from " + current
                    + ", which needs another type.";
        }
        return level > current && type != UPGRADE
                ? feature + ": level " + level + " would be an upgrade from " + current + ", which needs another type."
                : null;
    }
}
