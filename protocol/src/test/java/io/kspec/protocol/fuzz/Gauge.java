package io.kspec.protocol.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the present thread has spent, whatever else the machine does. */
final class Gauge {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Gauge() {}

    /** Bytes of heap allocated so far. */
    static long allocated() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Nanoseconds of processor time so far. */
    static long processorTime() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
