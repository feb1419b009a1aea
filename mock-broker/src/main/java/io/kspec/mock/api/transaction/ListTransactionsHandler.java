package io.kspec.mock.api.transaction;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.transaction.TransactionState;
import io.kspec.mock.transaction.TransactionState.Live;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * ListTransactions (KIP-664). Filters that are empty match everything.
 *
 * <ul>
 *   <li>v0: filters by state and producer id; unknown state names are reported.
 *   <li>v1: a filter by duration: only transactions that began longer ago (KIP-994). A transactional id without a transaction
 *       in its epoch matches any duration.
 *   <li>v2: a filter by a regular expression for the whole transactional id; INVALID_REGULAR_EXPRESSION (KIP-1152).
 * </ul>
 */
public final class ListTransactionsHandler implements ApiHandler {
    private static final long ANY_DURATION = -1;

    private final Cluster cluster;

    public ListTransactionsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "ListTransactions";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 2);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        MessageBuilder response = context.response();
        TransactionalIdPattern pattern = pattern(request);
        if (pattern == null) {
            return HandlerAnswer.now(response.set("ErrorCode", ErrorCode.INVALID_REGULAR_EXPRESSION)
                    .build());
        }
        List<String> states = request.getStrings("StateFilters");
        List<String> unknown = states.stream()
                .filter(name -> !TransactionState.NAMES.contains(name))
                .distinct()
                .toList();
        Set<Long> producers = new HashSet<>(request.getList("ProducerIdFilters", Long.class));
        long durationMs = request.has("DurationFilter") ? request.getLong("DurationFilter") : ANY_DURATION;
        List<Map.Entry<String, Live>> found = cluster.transactions().all().entrySet().stream()
                .filter(entry -> matches(entry.getValue(), producers, states, durationMs, context.nowMs()))
                .filter(entry -> isHere(entry.getKey(), context))
                .filter(entry -> pattern.matches(entry.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .toList();
        response.set("UnknownStateFilters", unknown)
                .setEach("TransactionStates", found, (result, entry) -> result.set("TransactionalId", entry.getKey())
                        .set("ProducerId", entry.getValue().producer().id())
                        .set("TransactionState", entry.getValue().name()));
        return HandlerAnswer.now(response.build());
    }

    /** Each broker lists the transactional ids that it coordinates. */
    private boolean isHere(String transactionalId, RequestContext context) {
        return cluster.coordinators().checkTransaction(context.brokerId(), transactionalId) == ErrorCode.NONE;
    }

    private static @Nullable TransactionalIdPattern pattern(Message request) {
        String text =
                request.has("TransactionalIdPattern") ? request.getNullableString("TransactionalIdPattern") : null;
        return TransactionalIdPattern.parse(text);
    }

    private static boolean matches(Live state, Set<Long> producers, List<String> states, long durationMs, long nowMs) {
        return (producers.isEmpty() || producers.contains(state.producer().id()))
                && (states.isEmpty() || states.contains(state.name()))
                && (durationMs < 0 || nowMs - state.startMs() > durationMs);
    }
}
