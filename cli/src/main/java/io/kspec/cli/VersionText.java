package io.kspec.cli;

import io.kspec.protocol.spec.Catalog;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of kspec and the Kafka releases whose definitions it has. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        List<String> releases = Catalog.standard().releases();
        return new String[] {
            "kspec " + ofKspec(),
            "Protocol of Apache Kafka " + String.join(" and ", releases) + ", Java " + Runtime.version()
        };
    }

    /** The version of kspec. */
    static String ofKspec() {
        return Objects.requireNonNullElse(Kspec.class.getPackage().getImplementationVersion(), "(not built as a jar)");
    }
}
