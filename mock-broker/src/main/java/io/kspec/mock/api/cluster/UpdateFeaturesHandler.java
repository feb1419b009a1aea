package io.kspec.mock.api.cluster;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.ClusterFeature;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * UpdateFeatures (KIP-584). Since Kafka 4.0, either all updates take effect or none does; before, each has a result of its own.
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
        boolean together = cluster.release().isAtLeast(4, 0);
        Map<String, Message> updates = together ? new HashMap<>() : new TreeMap<>();
        request.getStructs("FeatureUpdates").forEach(update -> updates.put(update.getString("Feature"), update));
        boolean checkOnly = context.version() >= 1 && request.getBoolean("ValidateOnly");
        MessageBuilder response = context.response();
        if (together) {
            answerTogether(response, updates.values(), checkOnly, context.version());
        } else {
            answerEach(response, updates.values(), checkOnly, context.version());
        }
        return HandlerAnswer.now(response.build());
    }

    private void answerTogether(MessageBuilder response, Collection<Message> updates, boolean checkOnly, int version) {
        Optional<String> fault = updates.stream()
                .map(update -> fault(update, version))
                .filter(Objects::nonNull)
                .findFirst();
        if (fault.isPresent()) {
            response.set("ErrorCode", ErrorCode.INVALID_UPDATE_VERSION).set("ErrorMessage", fault.get());
            return;
        }
        if (!checkOnly) {
            updates.forEach(this::apply);
        }
        response.set("ErrorMessage", null);
        if (response.has("Results")) {
            response.setEach("Results", updates, (result, update) -> result.set("Feature", update.getString("Feature"))
                    .set("ErrorMessage", ErrorCode.NONE.name()));
        }
    }

    private void answerEach(MessageBuilder response, Collection<Message> updates, boolean checkOnly, int version) {
        response.set("ErrorMessage", "").setEach("Results", updates, (result, update) -> {
            String fault = fault(update, version);
            result.set("Feature", update.getString("Feature")).set("ErrorMessage", fault);
            if (fault != null) {
                result.set("ErrorCode", ErrorCode.INVALID_UPDATE_VERSION);
            } else if (!checkOnly) {
                apply(update);
            }
        });
    }

    private void apply(Message update) {
        cluster.features().setLevel(update.getString("Feature"), update.getInt("MaxVersionLevel"));
    }

    /** Kafka 3.9 takes the level 0, that of a feature that is not finalized, for one that every feature has. */
    private boolean admitsUnknownAtLevelZero() {
        return cluster.release().isAtLeast(3, 9) && !cluster.release().isAtLeast(4, 0);
    }

    /** Why an update is refused, or null. */
    private @Nullable String fault(Message update, int version) {
        String feature = update.getString("Feature");
        int level = update.getInt("MaxVersionLevel");
        int type = version >= 1 ? update.getInt("UpgradeType") : UPGRADE;
        if (type < UPGRADE || type > UNSAFE_DOWNGRADE) {
            return "There is no update type " + type + ".";
        }
        Optional<ClusterFeature> known = cluster.features().find(feature);
        if (known.isEmpty()) {
            return level == 0 && admitsUnknownAtLevelZero() ? null : "There is no feature " + feature + ".";
        }
        int lowest = known.get().lowest();
        int highest = known.get().highest();
        if (level < lowest || level > highest) {
            return feature + ": expected a level from " + lowest + " to " + highest + ", found " + level + ".";
        }
        int current = known.get().level();
        if (level < current && type == UPGRADE) {
            return feature + ": level " + level + " would be a downgrade from " + current
                    + ", which needs another type.";
        }
        if (level > current && type != UPGRADE) {
            return feature + ": level " + level + " would be an upgrade from " + current
                    + ", which needs another type.";
        }
        return cluster.features().canBecome(known.get(), level)
                ? null
                : feature + ": its level cannot change from " + current + " to " + level + ".";
    }
}
