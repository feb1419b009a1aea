package io.kspec.mock.api.record;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.fetch.FetchContext;
import io.kspec.mock.fetch.FetchParameters;
import io.kspec.mock.fetch.FetchRules;
import io.kspec.mock.fetch.FetchSessions;
import io.kspec.mock.fetch.PendingFetch;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;

/**
 * Fetch. The response waits until the minimum number of bytes is available or the maximum wait time has passed.
 *
 * <ul>
 *   <li>v0, v1: record batches are converted to messages of magic 0; v2, v3: of magic 1. v1: throttle time.
 *   <li>v3: a limit on the size of the whole response, which the first batch may exceed so that consumers always make
 *       progress.
 *   <li>v4: record batches unconverted; isolation level, last stable offset, aborted transactions (KIP-98).
 *   <li>v5: log start offset. v7: fetch sessions (KIP-227).
 *   <li>v9: leader epochs (KIP-320). v10: zstd (KIP-110); before, fetching a topic whose {@code compression.type} is
 *       zstd fails with UNSUPPORTED_COMPRESSION_TYPE.
 *   <li>v11: consumers may fetch from followers, and are told which one is in their rack (KIP-392). v12: flexible; the epoch of
 *       the last fetched record, and where the log diverges from it (KIP-595).
 *   <li>v13: topic ids instead of names (KIP-516); a session keeps to either names or ids. v14: OFFSET_MOVED_TO_TIERED_STORAGE is possible; the mock never
 *       returns it.
 *   <li>v15: followers identify themselves in a tagged field (KIP-903). v16: current leaders, as tagged fields
 *       (KIP-951).
 *   <li>v17: directory ids of followers (KIP-853). v18: high watermarks of followers (KIP-1166).
 * </ul>
 */
public final class FetchHandler implements ApiHandler {
    private final Cluster cluster;
    private final FetchSessions sessions;

    public FetchHandler(Cluster cluster) {
        this.cluster = cluster;
        this.sessions = new FetchSessions(cluster.topics());
    }

    @Override
    public String api() {
        return "Fetch";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 18);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        FetchParameters parameters = FetchParameters.of(request, context.version())
                .limitedTo(context.throttle().mostFetched());
        FetchContext session = sessions.begin(parameters, context.brokerId(), context.nowMs());
        FetchRules rules = new FetchRules(cluster, parameters, context.brokerId());
        PendingFetch fetch = new PendingFetch(parameters, session, rules, context);
        Message body = fetch.poll(context.nowMs());
        return body == null ? HandlerAnswer.later(fetch) : HandlerAnswer.now(body);
    }

    @Override
    public Message completed(Message request, int brokerId) {
        return sessions.completed(request, brokerId);
    }
}
