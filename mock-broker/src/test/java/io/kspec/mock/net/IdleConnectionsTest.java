package io.kspec.mock.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 10,000 clients that have asked for the versions and then do nothing need less than 300 MiB of heap. */
@Tag("long")
class IdleConnectionsTest {
    private static final int GOAL = 10_000;
    private static final long GOAL_BYTES = 300L << 20;
    /** Both ends of a connection are in this process. */
    private static final int FILES_PER_CONNECTION = 2;

    private static final int SPARE_FILES = 300;

    @Test
    void idleConnectionsNeedLittleMemory() throws IOException {
        int count = (int) Math.min(GOAL, freeFiles() / FILES_PER_CONNECTION);
        Assumptions.assumeTrue(count >= 1_000, "too few files may be open");
        List<WireClient> clients = new ArrayList<>();
        try (MockBroker broker = MockBroker.start()) {
            long before = usedHeap();
            for (int i = 0; i < count; i++) {
                WireClient client = new WireClient(broker);
                clients.add(client);
                client.ask("ApiVersions", 3, request -> request.set("ClientSoftwareName", "idle")
                        .set("ClientSoftwareVersion", "1"));
            }
            long each = (usedHeap() - before) / count;

            System.out.println(count + " idle connections need " + each + " bytes of heap each");
            assertThat(before + each * GOAL).isLessThan(GOAL_BYTES);
            assertThat(clients.get(0).ask("ApiVersions", 0, request -> {}).getInt("ErrorCode"))
                    .isZero();
        } finally {
            for (WireClient client : clients) {
                client.close();
            }
        }
    }

    private static long freeFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() - SPARE_FILES
                : 0;
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
