package io.kspec.suite.checks.streams;

import io.kspec.suite.check.Case;

/** Names of topics that a coordinator creates for the application of a group; they are deleted when the case ends. */
final class InternalTopics {
    private final Case test;
    private final StreamsGroup group;

    InternalTopics(Case test, StreamsGroup group) {
        this.test = test;
        this.group = group;
    }

    /** A topic in which the state of a store is kept. */
    String changelog(String store) {
        return named(store + "-changelog");
    }

    /** A topic that one subtopology writes and another one reads. */
    String repartition(String what) {
        return named(what + "-repartition");
    }

    private String named(String rest) {
        String name = group.id() + "-" + rest;
        test.stage().topics().deleteOnClose(name);
        return name;
    }
}
