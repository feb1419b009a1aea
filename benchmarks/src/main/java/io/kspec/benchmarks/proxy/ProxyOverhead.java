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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Sends the same load to a broker through a proxy that only passes bytes and through the recording one, in turns within one run,
 * and prints the ratio of their throughputs. The whole load is recorded.
 */
final class ProxyOverhead {
    private static final int ROUNDS = 7;
    private static final long LIMIT = 8L << 30;

    private ProxyOverhead() {}

    /** A kind of request. */
    private record Kind(byte[] request, int times) {}

    /**
     * Measures for some minutes.
     *
     * @param arguments the broker as {@code host:port}
     */
    public static void main(String[] arguments) throws IOException {
        Target broker = Target.parse(arguments[0]);
        String topic = "kspec-overhead-" + System.currentTimeMillis();
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put("Heartbeat, 60 bytes", new Kind(Load.heartbeat(), 4_000));
        kinds.put("Produce, 16 records of 1 kB", new Kind(Load.produce(topic, 16), 1_000));
        kinds.put("Fetch, 256 KiB", new Kind(Load.fetch(topic, 256 << 10), 200));
        Path file = Files.createTempFile("overhead", ".jsonl");
        SessionHeader header =
                new SessionHeader("benchmark", broker.toString(), Instant.now().toString(), false);
        ProxySettings settings = new ProxySettings(
                new PortSettings(broker, "127.0.0.1", "127.0.0.1", 0),
                ListenerSecurity.NONE,
                false,
                ProxySettings.Limits.DEFAULT);
        try (PlainProxy plain = new PlainProxy(broker.host(), broker.port());
                FileTap tap = FileTap.open(file, null, header, Instant.now(), LIMIT, System.err::println);
                RecordingProxy recording = RecordingProxy.start(settings, tap, System.err::println);
                Load direct = new Load(broker.host(), broker.port());
                Load throughPlain = new Load("127.0.0.1", plain.port());
                Load throughRecording =
                        new Load("127.0.0.1", recording.address().port())) {
            long created = direct.run(Load.create(topic), 1);
            long filled = direct.run(Load.produce(topic, 16), 100);
            System.out.println("| load | plain proxy, MB/s | recording, MB/s | ratio |\n| --- | ---: | ---: | ---: |");
            for (Map.Entry<String, Kind> kind : kinds.entrySet()) {
                compare(kind.getKey(), kind.getValue(), throughPlain, throughRecording);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void compare(String name, Kind kind, Load plain, Load recording) throws IOException {
        List<Double> plainSpeeds = new ArrayList<>();
        List<Double> recordingSpeeds = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            double first = speed(round % 2 == 0 ? plain : recording, kind);
            double second = speed(round % 2 == 0 ? recording : plain, kind);
            if (round > 0) {
                plainSpeeds.add(round % 2 == 0 ? first : second);
                recordingSpeeds.add(round % 2 == 0 ? second : first);
                ratios.add(round % 2 == 0 ? second / first : first / second);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.2f |%n",
                name,
                median(plainSpeeds),
                median(recordingSpeeds),
                median(ratios));
    }

    private static double speed(Load load, Kind kind) throws IOException {
        long start = System.nanoTime();
        long bytes = load.run(kind.request(), kind.times());
        return bytes * 1_000.0 / (System.nanoTime() - start);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
