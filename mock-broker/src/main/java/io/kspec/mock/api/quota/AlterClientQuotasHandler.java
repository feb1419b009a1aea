package io.kspec.mock.api.quota;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.quota.QuotaChange;
import io.kspec.mock.quota.QuotaEntity;
import io.kspec.mock.quota.QuotaRefusal;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * AlterClientQuotas (KIP-546). An entity whose changes are invalid fails without affecting the others.
 *
 * <ul>
 *   <li>v1: flexible.
 * </ul>
 */
public final class AlterClientQuotasHandler implements ApiHandler {
    private final Cluster cluster;

    public AlterClientQuotasHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "AlterClientQuotas";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 1);
    }

    /**
     * Like Kafka, answers an entity once, even if it is named more than once, and each type of it with the name that comes last; all in
     * the order of hash maps.
     */
    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        boolean checkOnly = request.getBoolean("ValidateOnly");
        Map<Map<String, @Nullable String>, Optional<QuotaRefusal>> results = new HashMap<>();
        for (Message entry : request.getStructs("Entries")) {
            Map<String, @Nullable String> names = names(entry);
            results.put(names, alter(names, changes(entry), checkOnly));
        }
        return HandlerAnswer.now(context.response()
                .setEach("Entries", results.entrySet(), (result, altered) -> {
                    result.setEach(
                            "Entity", altered.getKey().entrySet(), (part, name) -> part.set("EntityType", name.getKey())
                                    .set("EntityName", name.getValue()));
                    result.set(
                                    "ErrorCode",
                                    altered.getValue().map(QuotaRefusal::error).orElse(ErrorCode.NONE))
                            .set(
                                    "ErrorMessage",
                                    altered.getValue()
                                            .map(QuotaRefusal::getMessage)
                                            .orElse(null));
                })
                .build());
    }

    private Optional<QuotaRefusal> alter(
            Map<String, @Nullable String> names, List<QuotaChange> changes, boolean checkOnly) {
        try {
            cluster.quotas().alter(QuotaEntity.of(names), changes, checkOnly);
            return Optional.empty();
        } catch (QuotaRefusal refused) {
            return Optional.of(refused);
        }
    }

    private static Map<String, @Nullable String> names(Message entry) {
        List<Message> parts = entry.getStructs("Entity");
        Map<String, @Nullable String> names = new HashMap<>(parts.size());
        parts.forEach(part -> names.put(part.getString("EntityType"), part.getNullableString("EntityName")));
        return names;
    }

    private static List<QuotaChange> changes(Message entry) {
        return entry.getStructs("Ops").stream()
                .map(op -> new QuotaChange(
                        op.getString("Key"),
                        op.getBoolean("Remove") ? OptionalDouble.empty() : OptionalDouble.of(op.getDouble("Value"))))
                .toList();
    }
}
