package io.kspec.runlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run log line by line, holding one line at a time. What cannot be read is reported and skipped; of a log in another
 * format, nothing is read.
 */
public final class RunLogReader {
    /** The maximum length of a line in bytes; writers keep to it. */
    public static final int MAX_LINE_BYTES = 64 << 20;

    private static final byte LINE_END = '\n';
    private static final String WHOLE_LINE = "a complete line of JSON with a header, result or footer";
    private static final Pattern MISSING = Pattern.compile("Missing (?:required )?creator property '([^']*)'.*");

    private final InputStream in;
    private final int maxLineBytes;
    private final RunLogListener listener;
    private final byte[] chunk = new byte[1 << 16];
    private int next;
    private int end;
    private long line;
    private boolean headerSeen;
    private boolean footerSeen;
    /** Whether the header says that another version of kspec wrote what follows. */
    private boolean foreign;

    private VerdictCounts counts = VerdictCounts.NONE;

    RunLogReader(InputStream in, int maxLineBytes, RunLogListener listener) {
        this.in = in;
        this.maxLineBytes = maxLineBytes;
        this.listener = listener;
    }

    /**
     * Reads a log to its end.
     *
     * @throws IOException if the file cannot be opened or read
     */
    public static void read(Path file, RunLogListener listener) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            new RunLogReader(in, MAX_LINE_BYTES, listener).readAll();
        }
    }

    void readAll() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!foreign) {
            bytes.reset();
            boolean ended = readLine(bytes);
            if (!ended && bytes.size() == 0) {
                break;
            }
            line++;
            if (bytes.size() > maxLineBytes) {
                fault("a line of at most " + maxLineBytes + " bytes", "a longer one");
            } else {
                accept(bytes.toByteArray(), ended);
            }
        }
        if (foreign) {
            return;
        }
        line++;
        if (!headerSeen && line == 1) {
            fault("a header", "an empty file");
        }
        if (!footerSeen) {
            fault("a footer", "the end of the log: the run was cut off");
        }
    }

    /**
     * Reads one line, up to one byte more than allowed.
     *
     * @return whether the line ended, rather than the log
     */
    private boolean readLine(ByteArrayOutputStream bytes) throws IOException {
        while (next < end || fill()) {
            int lineEnd = next;
            while (lineEnd < end && chunk[lineEnd] != LINE_END) {
                lineEnd++;
            }
            bytes.write(chunk, next, Math.min(lineEnd - next, maxLineBytes + 1 - bytes.size()));
            next = lineEnd;
            if (lineEnd < end) {
                next++;
                return true;
            }
        }
        return false;
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(chunk));
        return end > 0;
    }

    private void accept(byte[] bytes, boolean ended) {
        try {
            JsonNode tree = LogJson.MAPPER.readTree(bytes);
            String format = unknownFormat(tree);
            if (format == null) {
                accept(LogJson.MAPPER.treeToValue(tree, LogLine.class));
            } else {
                foreign = true;
                fault("a header of format " + RunHeader.FORMAT, "format " + format);
            }
        } catch (IOException e) {
            headerSeen |= line == 1;
            fault(WHOLE_LINE, (ended ? "" : "an incomplete line: ") + explain(e));
        }
    }

    private static @Nullable String unknownFormat(JsonNode tree) {
        JsonNode format = tree.path("header").path("format");
        return format.isMissingNode() || (format.isInt() && format.intValue() == RunHeader.FORMAT)
                ? null
                : format.toString();
    }

    private void accept(@Nullable LogLine read) {
        if (read == null) {
            headerSeen |= line == 1;
            fault(WHOLE_LINE, "none");
            return;
        }
        if (footerSeen) {
            fault("nothing after the footer", nameOf(read));
        }
        if (!headerSeen && !(read instanceof RunHeader)) {
            headerSeen = true;
            fault("a header as the first line", nameOf(read));
        }
        if (read instanceof RunHeader header) {
            header(header);
        } else if (read instanceof CaseResult result) {
            counts = counts.plus(result.verdict());
            listener.result(result);
        } else if (read instanceof RunFooter footer) {
            footer(footer);
        }
    }

    private void header(RunHeader header) {
        if (headerSeen) {
            fault("one header, in the first line", "another");
            return;
        }
        headerSeen = true;
        listener.header(header);
    }

    private void footer(RunFooter footer) {
        if (footerSeen) {
            return;
        }
        footerSeen = true;
        listener.footer(footer);
        if (!footer.counts().equals(counts)) {
            fault("as many results as the footer counts (" + footer.counts() + ")", counts.toString());
        }
    }

    private void fault(String expected, String found) {
        listener.fault(new LogFault(line, expected, found));
    }

    private static String nameOf(LogLine read) {
        return read instanceof RunHeader ? "a header" : read instanceof CaseResult ? "a result" : "a footer";
    }

    private static String explain(IOException e) {
        if (!(e instanceof JsonProcessingException json)) {
            return firstLine(e.getMessage());
        }
        String path = e instanceof JsonMappingException mapping ? pathOf(mapping.getPath()) : "";
        String where = json.getLocation() == null || json.getLocation().getColumnNr() < 1 || !path.isEmpty()
                ? path
                : "column " + json.getLocation().getColumnNr();
        String message = MISSING.matcher(explain(json)).replaceFirst("no $1");
        return where.isEmpty() ? message : "at " + where + ": " + message;
    }

    /** What is wrong, without the names of classes. */
    private static String explain(JsonProcessingException e) {
        if (e instanceof InvalidTypeIdException kind) {
            return kind.getTypeId() == null ? "none of these" : "the unknown kind " + firstLine(kind.getTypeId());
        }
        if (e instanceof UnrecognizedPropertyException) {
            return "an unknown field";
        }
        if (e instanceof InvalidFormatException invalid) {
            return "the invalid value " + firstLine(String.valueOf(invalid.getValue()));
        }
        if (e instanceof ValueInstantiationException && e.getCause() != null) {
            return firstLine(e.getCause().getMessage());
        }
        String message = firstLine(e.getOriginalMessage());
        return e instanceof MismatchedInputException
                        && !MISSING.matcher(message).matches()
                ? "a value of another type"
                : message;
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "no reason given" : message.lines().findFirst().orElse("");
    }

    private static String pathOf(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }
}
