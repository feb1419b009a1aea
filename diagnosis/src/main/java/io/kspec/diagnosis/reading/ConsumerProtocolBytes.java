package io.kspec.diagnosis.reading;

import io.kspec.protocol.Bytes;
import java.util.Set;

/** Recognizes the subscriptions and assignments of consumers from outside: lengths that lead to their end. */
final class ConsumerProtocolBytes {
    private static final Set<String> FIELDS = Set.of("Assignment", "MemberAssignment", "Metadata", "MemberMetadata");
    private static final int HIGHEST_VERSION = 3;
    /** Newer versions add fields at the end; higher numbers are no version. */
    private static final int NEWEST = 20;

    private static final int OWNED_PARTITIONS = 1;
    private static final int GENERATION = 2;
    private static final int RACK = 3;

    private final Bytes bytes;
    private int at = Short.BYTES;

    private ConsumerProtocolBytes(Bytes bytes) {
        this.bytes = bytes;
    }

    /** Whether the content of a field is a whole subscription or assignment. */
    static boolean isWhole(String field, Bytes content) {
        if (!FIELDS.contains(field) || content.size() < Short.BYTES + Long.BYTES) {
            return false;
        }
        int version = content.getShort(0);
        return version >= 0
                && version <= NEWEST
                && (new ConsumerProtocolBytes(content).assignment()
                        || new ConsumerProtocolBytes(content).subscription(version));
    }

    private boolean assignment() {
        return topics(true) && blob(Integer.BYTES) && isAtEnd();
    }

    private boolean subscription(int version) {
        return topics(false)
                && blob(Integer.BYTES)
                && (version < OWNED_PARTITIONS || topics(true))
                && (version < GENERATION || skip(Integer.BYTES))
                && (version < RACK || blob(Short.BYTES))
                && isAtEnd();
    }

    private boolean isAtEnd() {
        return bytes.getShort(0) > HIGHEST_VERSION ? at <= bytes.size() : at == bytes.size();
    }

    private boolean topics(boolean withPartitions) {
        if (bytes.size() - at < Integer.BYTES) {
            return false;
        }
        int count = bytes.getInt(at);
        at += Integer.BYTES;
        boolean read = count >= 0 && count <= bytes.size();
        for (int i = 0; read && i < count; i++) {
            read = blob(Short.BYTES) && (!withPartitions || partitions());
        }
        return read;
    }

    private boolean partitions() {
        int count = bytes.size() - at < Integer.BYTES ? -1 : bytes.getInt(at);
        return count >= 0 && count <= bytes.size() && skip(Integer.BYTES * (count + 1));
    }

    /** A string, or bytes that may be null. */
    private boolean blob(int lengthSize) {
        if (bytes.size() - at < lengthSize) {
            return false;
        }
        int length = lengthSize == Short.BYTES ? bytes.getShort(at) : bytes.getInt(at);
        return length >= -1 && length <= bytes.size() && skip(lengthSize + Math.max(0, length));
    }

    private boolean skip(int count) {
        at += count;
        return at <= bytes.size();
    }
}
