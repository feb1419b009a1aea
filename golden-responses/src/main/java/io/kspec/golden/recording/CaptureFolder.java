package io.kspec.golden.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.golden.Capture;
import io.kspec.golden.CaptureFormatException;
import io.kspec.golden.CaptureReader;
import io.kspec.golden.CaptureWriter;
import io.kspec.golden.Captures;
import io.kspec.golden.Provenance;
import io.kspec.golden.ProvenanceText;
import io.kspec.golden.SharedCapture;
import io.kspec.golden.comparison.CaptureComparison;
import io.kspec.golden.comparison.Difference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The folder of a release's captures, as a recapture leaves it: a file is rewritten only if the broker answers differently,
 * apart from volatile values, or is asked differently. A rewritten file is rewritten whole, so that it holds what one
 * broker sent in one go, never a mixture of two recordings.
 */
public final class CaptureFolder {
    private static final String ENDING = ".golden";

    private final Path folder;
    private final Provenance provenance;
    private final ReleaseFolders siblings;
    private final Consumer<String> report;
    private int unchanged;
    private int written;
    private int removed;
    private boolean isProvenanceStored;

    /**
     * The folder of a release.
     *
     * @param folder the folder, which need not exist
     * @param provenance where the new captures come from
     * @param report is given a line for each file that is written or removed
     */
    public CaptureFolder(Path folder, Provenance provenance, Consumer<String> report) {
        this.folder = folder;
        this.provenance = provenance;
        this.siblings = new ReleaseFolders(folder);
        this.report = report;
    }

    Provenance provenance() {
        return provenance;
    }

    /** How many captures were stored that say what their file said before. */
    public int unchanged() {
        return unchanged;
    }

    /** How many captures were stored that are new, or differ from their file. */
    public int written() {
        return written;
    }

    /** How many files were removed. */
    public int removed() {
        return removed;
    }

    /**
     * Stores a capture, unless its file says the same already. If the broker of an older release in a folder next to this one
     * answered the same, the file only names that release.
     *
     * @throws UncheckedIOException if a file cannot be read or written
     */
    public void store(Capture capture) {
        Path file = folder.resolve(Captures.path(capture.api(), capture.version()));
        try {
            Optional<String> existing = existing(file);
            Optional<String> shared = siblings.sameAs(capture).map(SharedCapture::text);
            if (existing.isPresent() && shared.equals(existing)) {
                unchanged++;
                return;
            }
            String reason = existing.isEmpty() ? "new" : reasonToRewrite(file, existing.orElseThrow(), capture);
            if (reason.isEmpty() && shared.isEmpty() && !isShared(file, existing.orElseThrow())) {
                unchanged++;
                refreshNotes(file, existing.orElseThrow());
                return;
            }
            written++;
            storeProvenance();
            if (existing.isPresent()) {
                siblings.keep(capture.api(), capture.version(), existing.orElseThrow());
            }
            write(
                    file,
                    shared.orElseGet(() -> CaptureWriter.write(capture)),
                    reason.isEmpty() ? "stored once" : reason);
        } catch (IOException e) {
            throw new UncheckedIOException("storing " + file, e);
        }
    }

    private boolean isShared(Path file, String text) {
        return SharedCapture.release(name(file), text).isPresent();
    }

    /** What differs first; empty if nothing does. */
    private String reasonToRewrite(Path file, String existing, Capture capture) throws IOException {
        try {
            Capture before = isShared(file, existing)
                    ? CaptureReader.read(file)
                    : CaptureReader.read(provenance, name(file), existing);
            List<Difference> differences = CaptureComparison.differences(before, capture);
            return switch (differences.size()) {
                case 0 -> "";
                case 1 -> differences.get(0).inExchange();
                default -> differences.get(0).inExchange() + ", and " + (differences.size() - 1) + " more";
            };
        } catch (CaptureFormatException e) {
            return "was broken: " + e.getMessage();
        }
    }

    /** The notes are derived from the bytes, and change when kspec prints them in another way. */
    private void refreshNotes(Path file, String existing) throws IOException {
        String text = CaptureWriter.write(CaptureReader.read(provenance, name(file), existing));
        if (!text.equals(existing)) {
            write(file, text, "only its notes");
        }
    }

    /**
     * Ends a recapture: removes the captures that it does not plan, and stores the provenance if anything has changed.
     *
     * @param planned the files of all versions that the broker advertises, in this folder
     * @throws UncheckedIOException if a file cannot be read, written or removed
     */
    public void finish(Set<Path> planned) {
        try {
            for (Path file : captureFiles()) {
                if (!planned.contains(folder.relativize(file))) {
                    siblings.keep(folder.relativize(file), Files.readString(file, UTF_8));
                    Files.delete(file);
                    removed++;
                    report.accept(name(file) + ": removed, since the broker does not advertise this version");
                    storeProvenance();
                }
            }
            if (!isOfSameBroker()) {
                storeProvenance();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("finishing " + folder, e);
        }
    }

    private List<Path> captureFiles() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }

    private boolean isOfSameBroker() throws IOException {
        try {
            return ProvenanceText.read(folder).isOfSameBroker(provenance);
        } catch (CaptureFormatException e) {
            return false;
        }
    }

    private void storeProvenance() throws IOException {
        if (!isProvenanceStored) {
            isProvenanceStored = true;
            Path file = folder.resolve(ProvenanceText.FILE);
            Optional<String> existing = existing(file);
            String text = ProvenanceText.write(provenance);
            if (!existing.equals(Optional.of(text))) {
                write(file, text, existing.isEmpty() ? "new" : "the captures have changed");
            }
        }
    }

    private static Optional<String> existing(Path file) throws IOException {
        return Files.isRegularFile(file) ? Optional.of(Files.readString(file, UTF_8)) : Optional.empty();
    }

    private void write(Path file, String text, String reason) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
        report.accept(name(file) + ": written (" + reason + ")");
    }

    private String name(Path file) {
        return folder.relativize(file).toString();
    }
}
