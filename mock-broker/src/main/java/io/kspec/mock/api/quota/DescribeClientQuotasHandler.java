package io.kspec.mock.api.quota;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.quota.QuotaEntity;
import io.kspec.mock.quota.QuotaFilter;
import io.kspec.mock.quota.QuotaKey;
import io.kspec.mock.quota.QuotaRefusal;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.Map;
import java.util.SortedMap;

/**
 * DescribeClientQuotas (KIP-546). A filter that makes no sense is answered with an error and without entries.
 *
 * <ul>
 *   <li>v1: flexible.
 * </ul>
 */
public final class DescribeClientQuotasHandler implements ApiHandler {
    private final Cluster cluster;

    public DescribeClientQuotasHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "DescribeClientQuotas";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 1);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        MessageBuilder response = context.response();
        try {
            response.set("ErrorMessage", "");
            response.setEach(
                    "Entries",
                    cluster.quotas().describe(filter(request)).entrySet(),
                    DescribeClientQuotasHandler::fill);
        } catch (QuotaRefusal refused) {
            response.set("ErrorCode", refused.error())
                    .set("ErrorMessage", refused.getMessage())
                    .set("Entries", null);
        }
        return HandlerAnswer.now(response.build());
    }

    private static QuotaFilter filter(Message request) {
        QuotaFilter filter = new QuotaFilter(request.getBoolean("Strict"));
        for (Message component : request.getStructs("Components")) {
            filter.add(
                    component.getString("EntityType"),
                    component.getInt("MatchType"),
                    component.getNullableString("Match"));
        }
        filter.check();
        return filter;
    }

    private static void fill(MessageBuilder entry, Map.Entry<QuotaEntity, SortedMap<QuotaKey, Double>> described) {
        entry.setEach(
                "Entity", described.getKey().names().entrySet(), (part, name) -> part.set("EntityType", name.getKey())
                        .set("EntityName", name.getValue().orElse(null)));
        entry.setEach("Values", described.getValue().entrySet(), (part, value) -> part.set(
                        "Key", value.getKey().word())
                .set("Value", value.getValue()));
    }
}
