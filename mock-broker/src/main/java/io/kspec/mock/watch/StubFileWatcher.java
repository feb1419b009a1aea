package io.kspec.mock.watch;

import io.kspec.mock.MockBroker;
import io.kspec.mock.script.Stub;
import io.kspec.mock.script.yaml.StubFile;
import io.kspec.mock.script.yaml.StubFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reloads a broker's files of stubs when one of them changes. The stubs of all files are replaced in one step; if a file is
 * broken, the broker keeps the stubs that it has. Stubs that were added in other ways stay.
 */
public final class StubFileWatcher implements AutoCloseable {
    private final MockBroker broker;
    private final List<Path> files;
    private final Consumer<String> report;
    private final Duration interval;
    private final Thread thread;
    private List<Stub> loaded;
    private volatile boolean closed;

    /** A file's time stamp and size, by which a change is noticed. */
    private record FileState(FileTime modified, long size) {
        private static final FileState MISSING = new FileState(FileTime.fromMillis(0), -1);

        static FileState of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new FileState(attributes.lastModifiedTime(), attributes.size());
            } catch (IOException e) {
                return MISSING;
            }
        }
    }

    private StubFileWatcher(MockBroker broker, List<Path> files, Duration interval, Consumer<String> report)
            throws IOException {
        this.broker = broker;
        this.files = List.copyOf(files);
        this.interval = interval;
        this.report = report;
        // A change while the files are read is noticed, because their states are older than what is read.
        List<FileState> seen = states();
        this.loaded = read();
        this.thread = new Thread(() -> run(seen), "kspec-stubs");
    }

    /**
     * Adds the stubs of files to a broker, and starts to watch the files.
     *
     * @param interval how often to look for changes; a change counts once a file has been the same twice
     * @param report receives a line for every reload and for everything that is wrong, on the watcher's thread
     * @throws IOException if a file cannot be read
     * @throws StubFileException with everything that is wrong in the first broken file
     */
    public static StubFileWatcher start(MockBroker broker, List<Path> files, Duration interval, Consumer<String> report)
            throws IOException {
        StubFileWatcher watcher = new StubFileWatcher(broker, files, interval, report);
        broker.replaceStubs(List.of(), watcher.loaded);
        if (!files.isEmpty()) {
            watcher.thread.setDaemon(true);
            watcher.thread.start();
        }
        return watcher;
    }

    private List<Stub> read() throws IOException {
        List<Stub> stubs = new ArrayList<>();
        for (Path file : files) {
            stubs.addAll(StubFile.read(file, broker.advertisedVersions()));
        }
        return stubs;
    }

    private List<FileState> states() {
        return files.stream().map(FileState::of).toList();
    }

    private void run(List<FileState> first) {
        List<FileState> current = first;
        List<FileState> before = first;
        try {
            while (!closed) {
                Thread.sleep(interval.toMillis());
                List<FileState> now = states();
                if (!now.equals(current) && now.equals(before)) {
                    current = now;
                    reload();
                }
                before = now;
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void reload() {
        try {
            List<Stub> stubs = read();
            broker.replaceStubs(loaded, stubs);
            loaded = stubs;
            report.accept("reloaded " + stubs.size() + (stubs.size() == 1 ? " stub" : " stubs"));
        } catch (IOException e) {
            report.accept("stubs not reloaded: cannot read " + e.getMessage());
        } catch (StubFileException e) {
            report.accept("stubs not reloaded: " + e.getMessage());
        }
    }

    /** Stops watching. The stubs stay. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
