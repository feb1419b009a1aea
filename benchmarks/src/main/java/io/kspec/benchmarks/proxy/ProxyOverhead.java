package io.kspec.benchmarks.proxy;

import io.kspec.recorder.SessionHeader;
import io.kspec.recorder.address.PortSettings;
import io.kspec.recorder.proxy.ProxySettings;
import io.kspec.recorder.proxy.RecordingProxy;
import io.kspec.recorder.tap.FileTap;
import io.kspec.stage.net.Target;
import io.kspec.stage.security.ListenerSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Sends the same load to a broker through a proxy that only passes bytes and through the recording one, in turns within one run,
 * and prints the ratio of their throughputs. The whole load is recorded. On a machine that has other work, the processor time
 * of this process, and of the broker if its id is given, scatters less than the throughput, and that of the proxy's threads alone
 * least. Both include what the recording proxy writes after the last response. What cannot be undercut is shown by proxies that
 * write the bytes that pass as they come, and nothing else.
 */
final class ProxyOverhead {
    private static final long LIMIT = 8L << 30;
    private static final int FETCHED = 256 << 10;

    private ProxyOverhead() {}

    /** A kind of request. */
    private record Kind(String name, byte[] request, int times) {}

    /**
     * Measures for some minutes.
     *
     * @param arguments the broker as {@code host:port}, and perhaps the id of its process
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Target broker = Target.parse(arguments[0]);
        String topic = "kspec-overhead-" + System.currentTimeMillis();
        Path file = Files.createTempFile("overhead", ".jsonl");
        Path raw = Files.createTempFile("overhead", ".raw");
        Path uncached = Files.createTempFile("overhead", ".direct");
        SessionHeader header =
                new SessionHeader("benchmark", broker.toString(), Instant.now().toString(), false);
        ProxySettings settings = new ProxySettings(
                new PortSettings(broker, "127.0.0.1", "127.0.0.1", 0),
                ListenerSecurity.NONE,
                false,
                ProxySettings.Limits.DEFAULT);
        try (PlainProxy plain = new PlainProxy(broker.host(), broker.port(), bytes -> {});
                RawFile rawFile = new RawFile(raw, false);
                RawFile directFile = new RawFile(uncached, true);
                PlainProxy writing = new PlainProxy(broker.host(), broker.port(), rawFile);
                PlainProxy writingDirectly = new PlainProxy(broker.host(), broker.port(), directFile);
                FileTap tap = FileTap.open(file, null, header, Instant.now(), LIMIT, System.err::println);
                RecordingProxy recording = RecordingProxy.start(settings, tap, System.err::println);
                Load direct = new Load(broker.host(), broker.port());
                Load throughPlain = new Load("127.0.0.1", plain.port());
                Load throughWriting = new Load("127.0.0.1", writing.port());
                Load throughWritingDirectly = new Load("127.0.0.1", writingDirectly.port());
                Load throughRecording =
                        new Load("127.0.0.1", recording.address().port())) {
            UUID id = direct.createTopic(topic);
            long filled = direct.run(Load.produce(topic, 16), 100);
            System.out.println(
                    "| load | plain proxy, MB/s | recording, MB/s | ratio | plain proxy, ns/byte | recording, ns/byte"
                            + " | ratio | plain proxy alone, ns/byte | recording proxy alone, ns/byte | ratio |\n"
                            + "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
            List<ProcessHandle> processes = processes(arguments);
            for (Kind kind : kinds(topic, id)) {
                System.out.println("| " + kind.name() + " | "
                        + new Rounds(file, processes)
                                .compare(kind.request(), kind.times(), throughPlain, throughRecording));
                System.out.println("| the same, raw bytes | "
                        + new Rounds(raw, processes)
                                .compare(kind.request(), kind.times(), throughPlain, throughWriting));
                System.out.println("| the same, raw bytes past the system's cache | "
                        + new Rounds(uncached, processes)
                                .compare(kind.request(), kind.times(), throughPlain, throughWritingDirectly));
            }
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(raw);
            Files.deleteIfExists(uncached);
        }
    }

    private static List<Kind> kinds(String topic, UUID id) {
        return List.of(
                new Kind("Heartbeat, 60 bytes", Load.heartbeat(), 4_000),
                new Kind("Produce, 16 records of 1 kB", Load.produce(topic, 16), 1_000),
                new Kind("Fetch v11, 256 KiB", Load.fetch(topic, FETCHED), 400),
                new Kind("Fetch v17, 256 KiB", Load.fetch(id, FETCHED), 400));
    }

    private static List<ProcessHandle> processes(String[] arguments) {
        List<ProcessHandle> processes = new ArrayList<>(List.of(ProcessHandle.current()));
        if (arguments.length > 1) {
            processes.add(ProcessHandle.of(Long.parseLong(arguments[1])).orElseThrow());
        }
        return processes;
    }
}
