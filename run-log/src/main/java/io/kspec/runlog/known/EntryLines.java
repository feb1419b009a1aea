package io.kspec.runlog.known;

import io.kspec.yaml.FilePosition;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlNode.Entry;
import io.kspec.yaml.YamlNode.Mapping;
import io.kspec.yaml.YamlNode.Scalar;
import io.kspec.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;

/** The lines of a file of known failures, in which entries can be changed and removed without touching anything else. */
final class EntryLines {
    private final String file;
    private final String lineEnd;
    private final List<String> lines;
    private final List<Mapping> entries;
    /** How far the dashes of entries are indented. */
    private final int indent;

    private final List<Integer> starts = new ArrayList<>();

    /**
     * @param text a valid file
     * @throws UpdateRefused if several entries share a line
     */
    EntryLines(String file, String text) {
        this.file = file;
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        this.lines = new ArrayList<>(text.lines().toList());
        this.entries = KnownFailures.list(file, text).map(Sequence::items).orElse(List.of()).stream()
                .map(Mapping.class::cast)
                .toList();
        this.indent =
                entries.isEmpty() ? 2 : Math.max(0, before(entries.get(0).at()).indexOf('-'));
        int free = 0;
        for (Mapping entry : entries) {
            int dash = dashLine(entry);
            if (dash < free) {
                throw new UpdateRefused(file + ":" + entry.at()
                        + ": expected each known failure on lines of its own, as " + "\"- check: …\"");
            }
            int start = dash;
            while (start > free && isComment(lines.get(start - 1))) {
                start--;
            }
            starts.add(start);
            free = dash + 1;
        }
    }

    private static boolean isComment(String line) {
        return line.isBlank() || line.strip().startsWith("#");
    }

    private int dashLine(Mapping entry) {
        int line = entry.at().line() - 1;
        if (!before(entry.at()).isBlank()) {
            return line;
        }
        while (line > 0 && !lines.get(line).strip().equals("-")) {
            line--;
        }
        return line;
    }

    private String before(FilePosition at) {
        return lines.get(at.line() - 1).substring(0, offset(at));
    }

    private int offset(FilePosition at) {
        return lines.get(at.line() - 1).offsetByCodePoints(0, at.column() - 1);
    }

    /**
     * Removes an entry with the comments above it, but not those below the last one. Later entries must have been changed
     * before.
     */
    void remove(int index) {
        int start = starts.get(index);
        int end = index + 1 < starts.size() ? starts.get(index + 1) : lines.size();
        while (index + 1 == starts.size() && end > start + 1 && isComment(lines.get(end - 1))) {
            end--;
        }
        lines.subList(start, end).clear();
    }

    /** Gives a key of an entry a value. Later entries must have been changed before. */
    void set(int index, String key, String value) {
        Mapping entry = entries.get(index);
        boolean flow = lines.get(entry.at().line() - 1).startsWith("{", offset(entry.at()));
        String written = YamlText.of(value);
        for (Entry each : entry.entries()) {
            if (each.name().equals(key)) {
                replace(each.value(), written);
                return;
            }
        }
        YamlNode check = entry.find("check").orElseThrow();
        if (flow) {
            int line = check.at().line() - 1;
            int end = end(check);
            String old = lines.get(line);
            lines.set(line, old.substring(0, end) + ", " + key + ": " + written + old.substring(end));
        } else {
            int column = entry.entries().get(0).key().at().column() - 1;
            lines.add(check.at().line(), " ".repeat(column) + key + ": " + written);
        }
    }

    private void replace(YamlNode node, String written) {
        int line = node.at().line() - 1;
        String old = lines.get(line);
        lines.set(line, old.substring(0, offset(node.at())) + written + old.substring(end(node)));
    }

    /** Where a scalar of one line ends in its line. */
    private int end(YamlNode node) {
        String line = lines.get(node.at().line() - 1);
        int start = offset(node.at());
        Scalar scalar = (Scalar) node;
        int end = scalar.isPlain() ? start + scalar.text().length() : line.indexOf(line.charAt(start), start + 1) + 1;
        if (end <= start || end > line.length()) {
            throw new UpdateRefused(file + ":" + node.at() + ": expected a value on one line");
        }
        return end;
    }

    /** Adds an entry at the end. */
    void add(KnownFailure added) {
        String dash = " ".repeat(indent) + "- ";
        String more = " ".repeat(indent + 2);
        lines.add(dash + "check: " + YamlText.of(added.check()));
        if (added.api() != null) {
            lines.add(more + "api: " + YamlText.of(added.api()));
        }
        if (!added.versions().isAll()) {
            lines.add(more + "versions: " + YamlText.of(added.versions().toString()));
        }
        lines.add(more + "reason: " + YamlText.of(added.reason()));
        if (added.link() != null) {
            lines.add(more + "link: " + YamlText.of(added.link()));
        }
    }

    /** Makes a list of no entries, which is written {@code []}, one that entries can be added to. */
    void open() {
        if (entries.isEmpty()) {
            lines.replaceAll(line -> line.startsWith(KnownFailures.LIST + ":")
                    ? line.replace("[]", "").stripTrailing()
                    : line);
        }
    }

    @Override
    public String toString() {
        return String.join(lineEnd, lines) + lineEnd;
    }
}
