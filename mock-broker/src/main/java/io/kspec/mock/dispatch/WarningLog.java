package io.kspec.mock.dispatch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Logs warnings on a thread of its own, so that a log that nobody reads, such as a pipe that is full, does not block the
 * broker. If too many warnings are waiting, further ones are dropped; the journal has their causes too.
 */
final class WarningLog {
    private static final Logger LOG = System.getLogger(WarningLog.class.getName());
    private static final int MOST_WAITING = 100;

    private static final ThreadPoolExecutor WRITER = new ThreadPoolExecutor(
            0,
            1,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            task -> {
                Thread thread = new Thread(task, "kspec-mock-log");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    private WarningLog() {}

    /** Logs a warning soon. */
    static void warn(String message, Throwable cause) {
        WRITER.execute(() -> LOG.log(Level.WARNING, message, cause));
    }
}
