package io.kspec.cli;

import io.kspec.cli.console.NearbyFile;
import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.UsageException;
import io.kspec.stage.security.CommandConfig;
import io.kspec.stage.security.CommandConfigException;
import io.kspec.stage.security.SecuritySettings;
import io.kspec.yaml.Suggestion;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for a listener that wants TLS or SASL. */
final class CommandConfigOption {
    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description =
                    "Client properties for TLS and SASL, by Kafka's names, such as security.protocol. A name with "
                            + "admin. or client. before it is for that role alone.")
    private @Nullable Path file;

    /**
     * Reads the file, and prints a line about the properties that it ignores.
     *
     * @throws UsageException if the file cannot be used
     */
    SecuritySettings security(Terminal terminal) {
        if (file == null) {
            return SecuritySettings.NONE;
        }
        try {
            CommandConfig config = CommandConfig.read(file);
            if (!config.ignored().isEmpty()) {
                terminal.err().println(file + ": ignored, because kspec does not know them: " + named(config));
            }
            return config.security();
        } catch (CommandConfigException e) {
            throw new UsageException("--command-config: " + e.getMessage() + NearbyFile.suggestion(file));
        }
    }

    /** The option as it was given, for a command line that is printed; empty if it was not given. */
    String[] words() {
        return file == null ? new String[0] : new String[] {"--command-config", file.toString()};
    }

    private static String named(CommandConfig config) {
        return config.ignored().stream()
                .map(name -> name + Suggestion.of(name, CommandConfig.names()).replaceFirst("^; (.*)$", " ($1)"))
                .collect(Collectors.joining(", "));
    }
}
