package io.kspec.suite.mutation;

import io.kspec.suite.mutants.MutantListener;
import io.kspec.suite.mutation.CasePlayed.End;
import java.io.Closeable;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Mock brokers with the same mutation, or with none: one for each kind of listener, started when the first case needs it. */
final class MutatedBrokers implements Closeable {
    /** Which listeners are tried for a case, and in which order. */
    private static final List<MutantListener> LISTENERS =
            List.of(MutantListener.OPEN, MutantListener.SECURED, MutantListener.SHORT_SESSIONS);

    private final @Nullable Mutation mutation;
    private final Map<MutantListener, MutatedBroker> started = new EnumMap<>(MutantListener.class);

    private MutatedBrokers(@Nullable Mutation mutation) {
        this.mutation = mutation;
    }

    /** Brokers without a mutation. */
    static MutatedBrokers sound() {
        return new MutatedBrokers(null);
    }

    /** Brokers with a mutation. */
    static MutatedBrokers with(Mutation mutation) {
        return new MutatedBrokers(mutation);
    }

    /** The broker that a case is played on. */
    MutatedBroker behind(MutantListener listener) throws IOException {
        MutatedBroker broker = started.get(listener);
        if (broker == null) {
            broker = MutatedBroker.start(mutation, listener);
            started.put(listener, broker);
        }
        return broker;
    }

    /** Plays a case on the broker with its listener. */
    CasePlayed play(PlayableCase each) throws IOException {
        return behind(each.listener()).play(each);
    }

    /** Plays a case behind the first listener that it can be played behind. */
    CasePlayed playWhereItCanBe(PlayableCase each) throws IOException {
        @Nullable CasePlayed result = null;
        for (MutantListener listener : LISTENERS) {
            result = play(each.behind(listener));
            if (result.end() != End.SKIPPED) {
                return result;
            }
        }
        return Objects.requireNonNull(result);
    }

    /** How many responses were made wrong. */
    int made() {
        return started.values().stream().mapToInt(MutatedBroker::made).sum();
    }

    @Override
    public void close() {
        started.values().forEach(MutatedBroker::close);
    }
}
