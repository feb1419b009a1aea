package io.kspec.mock.group.classic;

/** Decides when a group stops waiting for members to join. */
sealed interface JoinBarrier {
    long deadlineMs();

    /**
     * The barrier of a group that has members: it waits for all of them, up to the longest rebalance timeout among
     * them.
     */
    record Rebalance(long deadlineMs) implements JoinBarrier {}

    /**
     * The barrier of a group that was empty: it waits in rounds of {@code group.initial.rebalance.delay.ms}, and starts
     * another round whenever members joined during the last one, but waits no longer than the rebalance timeout in
     * total (KIP-134).
     *
     * @param deadlineMs when this round ends
     * @param delayMs the length of this round
     * @param remainingMs how long the barrier may still wait after this round
     * @param moreCame whether another member joined during this round
     */
    record Initial(long deadlineMs, int delayMs, int remainingMs, boolean moreCame) implements JoinBarrier {
        Initial withAnotherMember() {
            return new Initial(deadlineMs, delayMs, remainingMs, true);
        }

        boolean hasAnotherRound() {
            return moreCame && remainingMs > 0;
        }

        Initial nextRound(DecisionContext context) {
            int delay = Math.min(context.settings().initialRebalanceDelayMs(), remainingMs);
            return new Initial(context.after(delay), delay, Math.max(remainingMs - delayMs, 0), false);
        }
    }

    static JoinBarrier rebalance(Roster roster, DecisionContext context) {
        return new Rebalance(context.after(roster.rebalanceTimeoutMs()));
    }

    static JoinBarrier initial(int rebalanceTimeoutMs, DecisionContext context) {
        int delay = context.settings().initialRebalanceDelayMs();
        return new Initial(context.after(delay), delay, Math.max(rebalanceTimeoutMs - delay, 0), false);
    }
}
