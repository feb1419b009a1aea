package io.kspec.golden.comparison;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.KafkaUuid;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A field whose value differs each time a broker is asked, in whichever message it stands: it does not count as a
 * difference. An id must still stay the same wherever the captured one does, and no value at all differs from any value.
 *
 * <p>This is the only list of such fields, for replays and recaptures alike.
 */
public enum VolatileField {
    /** The id that a coordinator gives to a member of a group. */
    MEMBER_ID("MemberId", Kind.MEMBER, ""),
    /** The member id of a group's leader. */
    LEADER("Leader", Kind.MEMBER, ""),
    /** The id that a controller gives to a topic. */
    TOPIC_ID("TopicId", Kind.TOPIC, KafkaUuid.ZERO.toString()),
    /** The id that a transaction coordinator gives to a producer. */
    PRODUCER_ID("ProducerId", Kind.PRODUCER, "-1"),
    /** The same id in the versions of AddPartitionsToTxn with one transaction. */
    V3_AND_BELOW_PRODUCER_ID("V3AndBelowProducerId", Kind.PRODUCER, "-1"),
    /** The time of a producer's last batch or marker. */
    LAST_TIMESTAMP("LastTimestamp", Kind.TIME, "-1"),
    /** The time at which a transaction began. */
    TRANSACTION_START_TIME("TransactionStartTimeMs", Kind.TIME, "-1"),
    /** The id that a cluster was formatted with. */
    CLUSTER_ID("ClusterId", Kind.CLUSTER, ""),
    /** The port that a broker listens on. */
    PORT("Port", Kind.PORT, "-1"),
    /** The id that a broker gives to a fetch session (KIP-227). */
    SESSION_ID("SessionId", Kind.FETCH_SESSION, "0"),
    /** The directory that a broker keeps its logs in. */
    LOG_DIR("LogDir", Kind.DIRECTORY, ""),
    /** The directory that replicas are moved to. */
    PATH("Path", Kind.DIRECTORY, ""),
    /** The size of the volume that a broker keeps its logs on (KIP-827). */
    TOTAL_BYTES("TotalBytes", Kind.TIME, "-1"),
    /** The free space on the volume that a broker keeps its logs on (KIP-827). */
    USABLE_BYTES("UsableBytes", Kind.TIME, "-1"),
    /** The id that a controller gives to a delegation token (KIP-48). */
    TOKEN_ID("TokenId", Kind.TOKEN, ""),
    /** The secret of a delegation token. */
    HMAC("Hmac", Kind.SECRET, Bytes.EMPTY.toString()),
    /** When a delegation token was issued. */
    ISSUE_TIMESTAMP("IssueTimestamp", Kind.TIME, "-1"),
    /** The same in the response that issues it. */
    ISSUE_TIMESTAMP_MS("IssueTimestampMs", Kind.TIME, "-1"),
    /** When a delegation token expires unless it is renewed. */
    EXPIRY_TIMESTAMP("ExpiryTimestamp", Kind.TIME, "-1"),
    /** The same in the responses that issue, renew or expire it. */
    EXPIRY_TIMESTAMP_MS("ExpiryTimestampMs", Kind.TIME, "-1"),
    /** Until when a delegation token can be renewed. */
    MAX_TIMESTAMP("MaxTimestamp", Kind.TIME, "-1"),
    /** The same in the response that issues it. */
    MAX_TIMESTAMP_MS("MaxTimestampMs", Kind.TIME, "-1"),
    /** The nonces of a login with SCRAM, and the proof and signature that follow from them (RFC 5802). */
    AUTH_BYTES("AuthBytes", Kind.LOGIN, Bytes.EMPTY.toString()),
    /** How long a login is valid, which for a token depends on when the broker was asked (KIP-368). */
    SESSION_LIFETIME_MS("SessionLifetimeMs", Kind.TIME, "0"),
    /** How far the broker has read the metadata log, which grows on its own (KIP-584). */
    FINALIZED_FEATURES_EPOCH("FinalizedFeaturesEpoch", Kind.TIME, "-1");

    /** What a value names: the same value in two fields of one kind names the same thing. */
    enum Kind {
        MEMBER,
        TOPIC,
        PRODUCER,
        CLUSTER,
        PORT,
        FETCH_SESSION,
        DIRECTORY,
        TOKEN,
        SECRET,
        /** Parts of what is said in a login; see {@link ScramTokens}. */
        LOGIN,
        /** Nothing that another message could refer to; the value only depends on when the broker was asked. */
        TIME
    }

    private static final Map<String, VolatileField> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(VolatileField::fieldName, Function.identity()));

    private final String fieldName;
    private final Kind kind;
    private final String none;

    VolatileField(String fieldName, Kind kind, String none) {
        this.fieldName = fieldName;
        this.kind = kind;
        this.none = none;
    }

    /** The declared field of a name, if there is one. */
    static Optional<VolatileField> find(String fieldName) {
        return Optional.ofNullable(BY_NAME.get(fieldName));
    }

    /** The name of the field in Kafka's definitions. */
    public String fieldName() {
        return fieldName;
    }

    Kind kind() {
        return kind;
    }

    /** Whether a value of this field stands for no value; this is never renamed. */
    boolean isNone(Object value) {
        return none.equals(value.toString());
    }
}
