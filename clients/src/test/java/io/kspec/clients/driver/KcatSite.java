package io.kspec.clients.driver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a job of kcat works with: names of its own, and processes that are ended when the job ends. */
final class KcatSite implements AutoCloseable {
    private final String bootstrap;
    private final String name;
    private final List<KcatRun> runs = new ArrayList<>();

    KcatSite(String bootstrap, String name) {
        this.bootstrap = bootstrap;
        this.name = name;
    }

    String name() {
        return name;
    }

    KcatRun start(String input, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-b", bootstrap));
        all.addAll(List.of(arguments));
        KcatRun run = new KcatRun(all, input);
        runs.add(run);
        return run;
    }

    String run(String input, String... arguments) throws IOException, InterruptedException {
        return start(input, arguments).output();
    }

    /** Produces numbered records, a line each, to the topic of the job, which is created if it does not exist. */
    void send(int first, int count, String... settings) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-P", "-t", name));
        arguments.addAll(List.of(settings));
        run(lines(first, count), arguments.toArray(String[]::new));
    }

    /** Reads the topic of the job from an offset to its end. */
    String read(String offset, String... settings) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-C", "-t", name, "-o", offset, "-e", "-q"));
        arguments.addAll(List.of(settings));
        return run("", arguments.toArray(String[]::new));
    }

    static String lines(int first, int count) {
        StringBuilder lines = new StringBuilder();
        IntStream.range(first, first + count)
                .forEach(i -> lines.append(JavaSite.value(i)).append('\n'));
        return lines.toString();
    }

    @Override
    public void close() throws IOException {
        for (KcatRun run : runs) {
            run.close();
        }
    }
}
