package io.kspec.mock.group.classic;

import java.util.ArrayList;
import java.util.List;

/** A decision: the next state of a group, and then the outcomes of requests, in this order. */
record Transition(GroupState state, List<ReplyOutcome> outcomes) {
    Transition {
        outcomes = List.copyOf(outcomes);
    }

    static Transition to(GroupState state) {
        return new Transition(state, List.of());
    }

    /** Changes to a state, or stays in it, and answers a request. */
    static <T> Transition answering(GroupState state, Reply<T> reply, T result) {
        return new Transition(state, List.of(new ReplyOutcome.Answered<>(reply, result)));
    }

    /** This decision, preceded by earlier outcomes. */
    Transition after(List<ReplyOutcome> earlier) {
        if (earlier.isEmpty()) {
            return this;
        }
        List<ReplyOutcome> all = new ArrayList<>(earlier);
        all.addAll(outcomes);
        return new Transition(state, all);
    }
}
