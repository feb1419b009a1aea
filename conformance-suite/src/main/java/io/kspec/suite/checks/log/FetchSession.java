package io.kspec.suite.checks.log;

import io.kspec.protocol.ErrorCode;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.FetchPosition;
import io.kspec.stage.requests.FetchRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** A fetch session as a client has it (KIP-227): the broker remembers the partitions that it reads. Closing it ends it. */
final class FetchSession implements AutoCloseable {
    private static final int NONE = 0;
    /** The epoch of a request that begins a session. */
    private static final int BEGINNING = 0;
    /** The epoch of a request that ends a session. */
    private static final int END = -1;

    private final Case test;
    private final PartitionClient client;
    private final long id;
    private int epoch = BEGINNING;

    private FetchSession(Case test, PartitionClient client, long id) {
        this.test = test;
        this.client = client;
        this.id = id;
    }

    /**
     * Begins a session at the start of some partitions of one leader.
     *
     * @throws TestAbortedException if the target gives no session, as it may: the client then names all partitions in every
     *     request
     */
    static FetchSession begin(Case test, List<PartitionClient> clients) {
        FetchPosition[] starts = clients.stream().map(client -> client.at(0)).toArray(FetchPosition[]::new);
        Answer begun = ask(test, clients.get(0), NONE, BEGINNING, FetchRequests.fetch(starts))
                .expectError("ErrorCode", ErrorCode.NONE);
        long id = begun.number("SessionId");
        if (id == NONE) {
            throw new TestAbortedException("the target gives no fetch session: it answers with session id 0");
        }
        clients.forEach(client -> SeveralPartitions.fetched(begun, client));
        return new FetchSession(test, clients.get(0), id);
    }

    /** Begins a session at the start of a partition. */
    static FetchSession begin(Case test, PartitionClient client) {
        return begin(test, List.of(client));
    }

    /** Sends the session's next request, and expects success; it names only what has changed. */
    Answer next(FetchPosition... changed) {
        return next(FetchRequests.fetch(changed));
    }

    /** Sends the session's next request, and expects success. */
    Answer next(ClientRequest fetch) {
        epoch++;
        return ask(test, client, id, epoch, fetch).expectError("ErrorCode", ErrorCode.NONE);
    }

    /** Sends a request that names no partition, with the epoch that is a number of requests ahead of the next one's. */
    Answer ahead(int requests) {
        return ask(test, client, id, epoch + 1 + requests, FetchRequests.fetch());
    }

    /** Ends the session. */
    Answer end() {
        return ask(test, client, id, END, FetchRequests.fetch());
    }

    @Override
    public void close() {
        try {
            end();
        } catch (StageFailure stays) {
            test.stage().transcript().note("the fetch session may stay open: " + stays.getMessage());
        }
    }

    private static Answer ask(Case test, PartitionClient client, long id, int epoch, ClientRequest fetch) {
        return test.ask(client.connection(), fetch.with(body -> body.set("SessionId", id)
                .set("SessionEpoch", epoch)));
    }
}
