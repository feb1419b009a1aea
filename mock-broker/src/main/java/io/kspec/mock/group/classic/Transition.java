package io.kspec.mock.group.classic;

import java.util.ArrayList;
import java.util.List;

/** A decision: the state that a group goes to, and what becomes of requests on the way, in this order. */
record Transition(GroupState state, List<ReplyOutcome> outcomes) {
    Transition {
        outcomes = List.copyOf(outcomes);
    }

    static Transition to(GroupState state) {
        return new Transition(state, List.of());
    }

    /** The group goes to a state, or stays in it, and a request is answered. */
    static <T> Transition answering(GroupState state, Reply<T> reply, T result) {
        return new Transition(state, List.of(new ReplyOutcome.Answered<>(reply, result)));
    }

    /** This decision, with what was decided just before. */
    Transition after(List<ReplyOutcome> earlier) {
        if (earlier.isEmpty()) {
            return this;
        }
        List<ReplyOutcome> all = new ArrayList<>(earlier);
        all.addAll(outcomes);
        return new Transition(state, all);
    }
}
