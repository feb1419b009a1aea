package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A process of {@code kspec mock} that 10,000 clients are connected to needs less than 300 MiB of memory, heap and all. */
@Tag("long")
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells the memory of a process in a file")
class IdleClientsTest {
    private static final int CLIENTS = 10_000;
    private static final int SPARE_FILES = 300;
    private static final long GOAL_KIB = 300 << 10;
    private static final int TIMEOUT_MS = 60_000;

    @Test
    void tenThousandIdleClientsNeedLittleMemory() throws Exception {
        Assumptions.assumeTrue(freeFiles() >= CLIENTS, "too few files may be open: raise ulimit -n");
        Process mock = CommandProcess.start("mock", "--port", "0");
        Deque<Socket> clients = new ArrayDeque<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(mock.getInputStream(), StandardCharsets.UTF_8))) {
            int port = Integer.parseInt(out.readLine().replaceAll(".*:", ""));
            while (clients.size() < CLIENTS) {
                clients.add(new Socket(InetAddress.getLoopbackAddress(), port));
                askVersions(clients.getLast());
            }
            askVersions(clients.getFirst());

            long residentKib = residentKib(mock);
            System.out.println("kspec mock with " + CLIENTS + " idle clients: " + residentKib + " KiB resident");
            assertThat(residentKib).isLessThan(GOAL_KIB);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
            mock.destroyForcibly();
        }
    }

    private static void askVersions(Socket client) throws IOException {
        ApiSpec api = Catalog.standard().api("ApiVersions");
        Bytes frame = Frames.encodeRequest(
                api, 0, 1, "idle", Message.builder(api.request(0)).build());
        client.setSoTimeout(TIMEOUT_MS);
        client.getOutputStream()
                .write(ByteBuffer.allocate(Integer.BYTES + frame.size())
                        .putInt(frame.size())
                        .put(frame.asByteBuffer())
                        .array());
        DataInputStream in = new DataInputStream(client.getInputStream());
        in.readFully(new byte[in.readInt()]);
    }

    private static long freeFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() - SPARE_FILES
                : 0;
    }

    private static long residentKib(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
