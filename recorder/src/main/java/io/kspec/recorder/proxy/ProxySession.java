package io.kspec.recorder.proxy;

import io.kspec.recorder.RecordedCall;
import io.kspec.recorder.tap.Tap;
import io.kspec.stage.net.Target;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** What the conversations of a proxy have in common. */
final class ProxySession {
    /** How many different remarks are made at most. */
    private static final int MOST_REMARKS = 1_000;

    private final Tap tap;
    private final Consumer<String> told;
    private final LongSupplier micros;
    private final boolean keepSecrets;
    private final Function<Target, Optional<Target>> addresses;
    private final AtomicLong order = new AtomicLong();
    private final Set<String> remarks = ConcurrentHashMap.newKeySet();

    /**
     * @param told takes lines for humans
     * @param micros the microseconds since the recording began
     * @param addresses where clients are led instead of to a broker; empty to let them go there
     */
    ProxySession(
            Tap tap,
            Consumer<String> told,
            LongSupplier micros,
            boolean keepSecrets,
            Function<Target, Optional<Target>> addresses) {
        this.tap = tap;
        this.told = told;
        this.micros = micros;
        this.keepSecrets = keepSecrets;
        this.addresses = addresses;
    }

    Tap tap() {
        return tap;
    }

    boolean keepsSecrets() {
        return keepSecrets;
    }

    Function<Target, Optional<Target>> addresses() {
        return addresses;
    }

    /** This moment, after all that were asked for before. */
    RecordedCall.Moment now() {
        return new RecordedCall.Moment(order.incrementAndGet(), micros.getAsLong());
    }

    /** Tells something, and records it as a note; what was told before is not repeated. */
    void remark(String text) {
        if (isNew(text)) {
            told.accept(text);
            tap.note(text);
        }
    }

    /** Records why a connection is closed. What was told of another connection is not told again. */
    void closed(int connection, String why) {
        String text = "Connection " + connection + " is closed: " + why;
        if (isNew(why)) {
            told.accept(text);
        }
        if (isNew(text)) {
            tap.note(text);
        }
    }

    private boolean isNew(String remark) {
        return remarks.size() < MOST_REMARKS && remarks.add(remark);
    }
}
