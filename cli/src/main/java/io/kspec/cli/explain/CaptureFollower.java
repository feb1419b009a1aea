package io.kspec.cli.explain;

import io.kspec.cli.console.Terminal;
import io.kspec.inspection.InspectionException;
import io.kspec.inspection.dump.DumpInput;
import io.kspec.inspection.dump.DumpReader;
import io.kspec.inspection.reading.Inspection;
import io.kspec.inspection.reading.Question;
import io.kspec.inspection.reading.Reading;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Explains the messages of a capture while it grows. */
public final class CaptureFollower {
    /** A capture that is larger is not read further. */
    private static final int MOST = 128 << 20;

    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Terminal terminal;
    private final boolean full;
    private final Map<Message, Integer> shown = new HashMap<>();

    private record Message(MessageId id, Bytes bytes) {}

    /**
     * @param full whether to show long fields in full
     */
    public CaptureFollower(Terminal terminal, boolean full) {
        this.terminal = terminal;
        this.full = full;
    }

    /**
     * Writes an explanation of each message as soon as it is captured in full, until the thread is interrupted or the file
     * is too large.
     */
    public void follow(Path file, Question question) throws IOException {
        long seen = -1;
        while (!Thread.currentThread().isInterrupted()) {
            long size = Files.size(file);
            if (size > MOST) {
                throw new InspectionException(file + ": expected at most " + MOST + " bytes, found more");
            }
            if (size != seen) {
                seen = size;
                explainNew(file, question);
            }
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void explainNew(Path file, Question question) throws IOException {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MOST);
        }
        Inspection inspection;
        try {
            DumpInput input = DumpReader.readGrowing(content);
            inspection = Inspection.of(input.dump(), question);
        } catch (InspectionException nothingYet) {
            return;
        }
        Map<Message, Integer> counted = new HashMap<>();
        for (Reading reading : inspection.readings()) {
            Integer announced = reading.subject().announcedSize();
            if (announced != null && announced > reading.bytes().size()) {
                continue;
            }
            Message message = new Message(reading.subject().message(), reading.bytes());
            int count = counted.merge(message, 1, Integer::sum);
            if (count > shown.getOrDefault(message, 0)) {
                shown.put(message, count);
                new TextExplanation(terminal, full).write(reading);
                terminal.out().println();
                terminal.out().flush();
            }
        }
    }
}
