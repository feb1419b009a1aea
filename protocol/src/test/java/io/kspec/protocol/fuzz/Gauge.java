package io.kspec.protocol.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures the resources that the current thread has used. */
final class Gauge {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Gauge() {}

    /** The allocated heap in bytes. */
    static long allocated() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** The processor time in nanoseconds. */
    static long processorTime() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
