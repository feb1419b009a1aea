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
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        boolean checkOnly = request.getBoolean("ValidateOnly");
        MessageBuilder response = context.response();
        response.setEach("Entries", request.getStructs("Entries"), (result, entry) -> {
            result.set("ErrorMessage", null);
            result.setEach("Entity", entry.getStructs("Entity"), (part, named) -> part.set(
                            "EntityType", named.getString("EntityType"))
                    .set("EntityName", named.getNullableString("EntityName")));
            try {
                cluster.quotas().alter(entity(entry), changes(entry), checkOnly);
            } catch (QuotaRefusal refused) {
                result.set("ErrorCode", ErrorCode.INVALID_REQUEST).set("ErrorMessage", refused.getMessage());
            }
        });
        return HandlerAnswer.now(response.build());
    }

    private static QuotaEntity entity(Message entry) {
        Map<String, @Nullable String> names = new HashMap<>();
        entry.getStructs("Entity")
                .forEach(part -> names.put(part.getString("EntityType"), part.getNullableString("EntityName")));
        return QuotaEntity.of(names);
    }

    private static List<QuotaChange> changes(Message entry) {
        return entry.getStructs("Ops").stream()
                .map(op -> new QuotaChange(
                        op.getString("Key"),
                        op.getBoolean("Remove") ? OptionalDouble.empty() : OptionalDouble.of(op.getDouble("Value"))))
                .toList();
    }
}
