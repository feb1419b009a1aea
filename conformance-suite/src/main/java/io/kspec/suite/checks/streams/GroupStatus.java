package io.kspec.suite.checks.streams;

import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Await;
import io.kspec.suite.check.Answer;

/** What a member is told about its group though its heartbeat is accepted, in the order of the codes (KIP-1071). */
enum GroupStatus {
    STALE_TOPOLOGY,
    MISSING_SOURCE_TOPICS,
    INCORRECTLY_PARTITIONED_TOPICS,
    MISSING_INTERNAL_TOPICS,
    SHUTDOWN_APPLICATION;

    private static final String STATUS = "Status";

    private boolean isIn(Answer heartbeat) {
        return heartbeat.list(STATUS).stream().anyMatch(status -> ((Message) status).getInt("StatusCode") == ordinal());
    }

    void expectIn(Answer heartbeat) {
        heartbeat.expect(isIn(heartbeat), STATUS, "an entry with StatusCode " + this, heartbeat.list(STATUS));
    }

    void expectNotIn(Answer heartbeat) {
        heartbeat.expect(!isIn(heartbeat), STATUS, "no entry with StatusCode " + this, heartbeat.list(STATUS));
    }

    /** Sends heartbeats of a member until it is told this, and expects that. */
    void await(StreamsMember member, StreamsGroup group) {
        expectIn(Await.of("the status " + this, group.patience())
                .every(StreamsGroup.INTERVAL)
                .last(member::heartbeat, this::isIn));
    }

    @Override
    public String toString() {
        return ordinal() + " " + name();
    }
}
