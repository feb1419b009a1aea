package io.kspec.mock.group.classic;

/** A state that Kafka writes to the offsets topic, so that another coordinator finds it there. */
sealed interface WrittenState permits Empty, Stable {
    /** What a coordinator that has just read the group knows of it: no pending members, and sessions that begin now. */
    LiveState loaded(DecisionContext context);
}
