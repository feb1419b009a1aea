package io.kspec.mock.net;

import io.kspec.mock.clock.BrokerClock;
import io.kspec.mock.dispatch.Alarm;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An alarm on the event loop's timer, for a clock that follows real time. Deadlines are mostly put off, so an alarm that is set for
 * a later time still wakes at the earlier one, where it finds nothing to do and is set again.
 */
final class LoopAlarm implements Alarm {
    private final EventLoop loop;
    private final BrokerClock clock;
    private @Nullable Future<?> timer;
    private long timeMs = Long.MAX_VALUE;

    LoopAlarm(EventLoop loop, BrokerClock clock) {
        this.loop = loop;
        this.clock = clock;
    }

    @Override
    public void setFor(long newTimeMs, Runnable wake) {
        if (newTimeMs >= timeMs && newTimeMs != Long.MAX_VALUE) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        timeMs = newTimeMs;
        timer = newTimeMs == Long.MAX_VALUE
                ? null
                : loop.schedule(() -> ring(wake), Math.max(0, newTimeMs - clock.nowMs()), TimeUnit.MILLISECONDS);
    }

    private void ring(Runnable wake) {
        timeMs = Long.MAX_VALUE;
        timer = null;
        wake.run();
    }
}
