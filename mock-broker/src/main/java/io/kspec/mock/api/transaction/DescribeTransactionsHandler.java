package io.kspec.mock.api.transaction;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.mock.transaction.TransactionState.Live;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * DescribeTransactions (KIP-664). A transaction that has not ended has its partitions, except those with a marker. After
 * InitProducerId, the start time is -1; Apache Kafka 3.9.2 still returns that of the last transaction.
 */
public final class DescribeTransactionsHandler implements ApiHandler {
    private final Cluster cluster;

    public DescribeTransactionsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "DescribeTransactions";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 0);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        MessageBuilder response = context.response();
        response.setEach(
                "TransactionStates",
                new LinkedHashSet<>(request.getStrings("TransactionalIds")),
                (result, transactionalId) ->
                        fill(result.set("TransactionalId", transactionalId), transactionalId, context));
        return HandlerAnswer.now(response.build());
    }

    private void fill(MessageBuilder result, String transactionalId, RequestContext context) {
        ErrorCode misplaced = cluster.coordinators().checkTransaction(context.brokerId(), transactionalId);
        if (misplaced != ErrorCode.NONE) {
            result.set("ErrorCode", misplaced);
            return;
        }
        Optional<Live> state = cluster.transactions().live(transactionalId);
        if (state.isEmpty()) {
            result.set(
                    "ErrorCode",
                    transactionalId.isEmpty() ? ErrorCode.INVALID_REQUEST : ErrorCode.TRANSACTIONAL_ID_NOT_FOUND);
            return;
        }
        Map<String, List<Integer>> topics = state.get().partitions().stream()
                .collect(Collectors.groupingBy(
                        TopicPartition::topic,
                        TreeMap::new,
                        Collectors.mapping(TopicPartition::partition, Collectors.toList())));
        result.set("TransactionState", state.get().name())
                .set("TransactionTimeoutMs", state.get().producer().timeoutMs())
                .set("TransactionStartTimeMs", state.get().startMs())
                .set("ProducerId", state.get().producer().id())
                .set("ProducerEpoch", state.get().producer().epoch())
                .setEach("Topics", topics.entrySet(), (topic, entry) -> topic.set("Topic", entry.getKey())
                        .set("Partitions", entry.getValue()));
    }
}
