package io.kspec.scenarios;

import java.util.Set;
import java.util.TreeSet;

/** The kinds of steps: the key that makes a step one of that kind, and the other keys that it may have. */
enum StepKind {
    REQUEST("request", "name role version to body expect capture timeout within every"),
    SEND("send", "name role version to body as one-way"),
    RECEIVE("receive", "name expect capture timeout"),
    PARALLEL("parallel", "name"),
    RAW("raw", "name role size"),
    DISCONNECT("disconnect", "name role"),
    EXPECT_DISCONNECT("expect-disconnect", "name role"),
    EXPECT_SILENCE("expect-silence", "name role"),
    WAIT("wait", "name");

    /** The keys of a parallel request. */
    static final Set<String> PARALLEL_KEYS =
            Set.of("request", "name", "role", "version", "to", "body", "expect", "capture", "timeout");

    static final Set<String> TO_KEYS = Set.of("coordinator", "transaction-coordinator", "leader", "partition");

    private final String key;
    private final String others;

    StepKind(String key, String others) {
        this.key = key;
        this.others = others;
    }

    String key() {
        return key;
    }

    /** All keys of a step of this kind. */
    Set<String> keys() {
        Set<String> keys = new TreeSet<>(Set.of(others.split(" ")));
        keys.add(key);
        return keys;
    }

    /** The keys of steps of any kind. */
    static Set<String> allKeys() {
        Set<String> all = new TreeSet<>();
        for (StepKind kind : values()) {
            all.addAll(kind.keys());
        }
        return all;
    }
}
