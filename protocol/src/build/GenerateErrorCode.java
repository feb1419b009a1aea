import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.protocol.Errors;

/** Writes {@code ErrorCode.java} from Kafka's {@code Errors}. Arguments: the template and the file to write. */
final class GenerateErrorCode {
    private static final String CONSTANTS = "@constants@";

    private GenerateErrorCode() {}

    public static void main(String[] args) throws IOException {
        String template = Files.readString(Path.of(args[0]));
        if (!template.contains(CONSTANTS)) {
            throw new IllegalArgumentException(args[0] + ": expected " + CONSTANTS);
        }
        String constants =
                Arrays.stream(errors()).map(GenerateErrorCode::constant).collect(Collectors.joining(",\n    "));
        String source = template.replace(CONSTANTS, constants);
        Path file = Path.of(args[1]);
        // An unchanged file keeps its time, so that nothing is recompiled.
        if (!Files.exists(file) || !Files.readString(file).equals(source)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, source);
        }
    }

    /** Loads the errors without SLF4J's complaint that it has no backend. */
    private static Errors[] errors() {
        PrintStream err = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        try {
            return Errors.values();
        } finally {
            System.setErr(err);
        }
    }

    private static String constant(Errors error) {
        boolean retriable = error.exception() instanceof RetriableException;
        String comment = error == Errors.NONE ? "" : "/** " + javadoc(error.message()) + " */\n    ";
        return comment + error.name() + "(" + error.code() + ", " + retriable + ")";
    }

    private static String javadoc(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;")
                .replace("\\", "&#92;");
    }
}
