package io.kspec.mock.limit;

import java.util.EnumSet;
import java.util.Set;
import org.apiguardian.api.API;

/** Tells a listener of each limit once, on a thread of its own: a slow listener does not block the broker. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class LimitReporter implements LimitListener {
    private final LimitListener listener;
    private final Set<Limit> reported = EnumSet.noneOf(Limit.class);

    public LimitReporter(LimitListener listener) {
        this.listener = listener;
    }

    @Override
    public void reached(Limit limit, String consequence) {
        synchronized (reported) {
            if (!reported.add(limit)) {
                return;
            }
        }
        Thread thread = new Thread(() -> listener.reached(limit, consequence), "kspec-mock-limit");
        thread.setDaemon(true);
        thread.start();
    }
}
