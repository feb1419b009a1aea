package io.kspec.mock.fetch;

import io.kspec.protocol.ErrorCode;
import java.util.List;
import java.util.Optional;

/** A Fetch request in view of its session: what to read, and what of it to tell. */
public sealed interface FetchContext {
    /** A request that does not fit its session. */
    record Refused(ErrorCode error) implements FetchContext {
        @Override
        public List<RequestedPartition> requested() {
            return List.of();
        }

        @Override
        public FetchOutcome outcome(List<PartitionResult> results, long nowMs) {
            return throttled();
        }

        @Override
        public FetchOutcome throttled() {
            return new FetchOutcome(error, FetchSession.NO_ID, List.of());
        }
    }

    /** A request outside of any session. */
    record WithoutSession(List<RequestedPartition> requested) implements FetchContext {
        @Override
        public FetchOutcome outcome(List<PartitionResult> results, long nowMs) {
            return new FetchOutcome(ErrorCode.NONE, FetchSession.NO_ID, results);
        }
    }

    /** A request that begins a session, if there is room for it when it is answered. */
    record NewSession(List<RequestedPartition> requested, FetchParameters parameters, FetchSessionCache cache)
            implements FetchContext {
        @Override
        public FetchOutcome outcome(List<PartitionResult> results, long nowMs) {
            Optional<FetchSession> session = cache.create(parameters, results, nowMs);
            return new FetchOutcome(
                    ErrorCode.NONE, session.map(FetchSession::id).orElse(FetchSession.NO_ID), results);
        }
    }

    /**
     * The next request of a session, which is told only what has changed.
     *
     * @param expectedEpoch the session's epoch unless another request has used it meanwhile
     */
    record Incremental(List<RequestedPartition> requested, FetchSession session, int expectedEpoch)
            implements FetchContext {
        @Override
        public FetchOutcome outcome(List<PartitionResult> results, long nowMs) {
            return session.epoch() == expectedEpoch
                    ? new FetchOutcome(ErrorCode.NONE, session.id(), session.news(results))
                    : throttled();
        }

        @Override
        public FetchOutcome throttled() {
            ErrorCode error = session.epoch() == expectedEpoch ? ErrorCode.NONE : ErrorCode.INVALID_FETCH_SESSION_EPOCH;
            return new FetchOutcome(error, session.id(), List.of());
        }
    }

    /** The partitions to read, in order. */
    List<RequestedPartition> requested();

    /** Turns the results of reading into the response, and remembers in the session what it says. */
    FetchOutcome outcome(List<PartitionResult> results, long nowMs);

    /** The response to a consumer that is throttled: nothing is told, and the session remembers nothing. */
    default FetchOutcome throttled() {
        return new FetchOutcome(ErrorCode.NONE, FetchSession.NO_ID, List.of());
    }
}
