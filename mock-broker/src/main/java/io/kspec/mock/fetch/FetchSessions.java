package io.kspec.mock.fetch;

import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicTable;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The fetch sessions of all brokers of a cluster: a session belongs to the broker that began it. */
public final class FetchSessions {
    private final Map<Integer, FetchSessionCache> byBroker = new HashMap<>();
    private final TopicNames names;
    private final IntSupplier ids;

    public FetchSessions(TopicTable topics) {
        this.names = id -> topics.find(id).map(Topic::name).orElse(null);
        this.ids = () -> (int) topics.drawId().getLeastSignificantBits() & Integer.MAX_VALUE;
    }

    /** Finds the session of a request to a broker, and updates it; a full request ends the session that it names. */
    public FetchContext begin(FetchParameters parameters, int brokerId, long nowMs) {
        FetchSessionCache cache =
                byBroker.computeIfAbsent(brokerId, broker -> new FetchSessionCache(FetchSessionCache.SLOTS, ids));
        int epoch = parameters.sessionEpoch();
        if (epoch == FetchSession.NEW_SESSION || epoch == FetchSession.WITHOUT_SESSION) {
            cache.find(parameters.sessionId()).ifPresent(cache::remove);
            return epoch == FetchSession.NEW_SESSION
                    ? new FetchContext.NewSession(requestedBy(parameters), parameters, cache)
                    : new FetchContext.WithoutSession(requestedBy(parameters));
        }
        Optional<FetchSession> session = cache.find(parameters.sessionId());
        return session.map(found -> next(found, parameters, cache, nowMs))
                .orElseGet(() -> new FetchContext.Refused(ErrorCode.FETCH_SESSION_ID_NOT_FOUND));
    }

    /** An incremental request with the partitions of its session that it does not name; any other request as it is. */
    public Message completed(Message request, int brokerId) {
        FetchSessionCache cache = byBroker.get(brokerId);
        if (cache == null
                || !request.has("SessionEpoch")
                || request.getInt("SessionEpoch") <= FetchSession.NEW_SESSION) {
            return request;
        }
        return cache.find(request.getInt("SessionId"))
                .map(session -> session.completed(request))
                .orElse(request);
    }

    private FetchContext next(FetchSession session, FetchParameters parameters, FetchSessionCache cache, long nowMs) {
        ErrorCode error = session.check(parameters);
        if (error != ErrorCode.NONE) {
            return new FetchContext.Refused(error);
        }
        session.update(parameters);
        if (session.isEmpty()) {
            cache.remove(session);
            return new FetchContext.WithoutSession(requestedBy(parameters));
        }
        cache.touch(session, nowMs);
        session.advanceEpoch();
        return new FetchContext.Incremental(session.requested(names), session, session.epoch());
    }

    private List<RequestedPartition> requestedBy(FetchParameters parameters) {
        return parameters.partitions().entrySet().stream()
                .map(entry -> new RequestedPartition(entry.getKey(), nameOf(entry.getKey()), entry.getValue()))
                .toList();
    }

    private @Nullable String nameOf(PartitionKey key) {
        return key.topic() == null ? names.nameOf(key.topicId()) : key.topic();
    }
}
