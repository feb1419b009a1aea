package io.kspec.suite.session;

import io.kspec.stage.net.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * Finds the session with the target: the one that a {@code ConformanceRun} opened, otherwise one from the JUnit
 * configuration, which is closed after all tests.
 */
public final class Sessions {
    /** The configuration parameter with the target, {@code host:port}, for JUnit without a {@code ConformanceRun}. */
    public static final String TARGET = "kspec.target";
    /**
     * The configuration parameter for the run log, {@value #DEFAULT_LOG} by default. An existing log is never
     * overwritten: the new one gets a number.
     */
    public static final String LOG = "kspec.log";

    private static final String DEFAULT_LOG = "target/kspec/run.jsonl";
    private static final Namespace NAMESPACE = Namespace.create(Sessions.class);

    private Sessions() {}

    /** The namespace of the launcher session's store in which {@link #of} looks first. */
    public static org.junit.platform.engine.support.store.Namespace launcherNamespace() {
        return org.junit.platform.engine.support.store.Namespace.create(Sessions.class);
    }

    /** The session for a check, or empty if no target is configured. */
    public static Optional<TargetSession> of(ExtensionContext context) {
        TargetSession launched =
                context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE).get(TargetSession.class, TargetSession.class);
        if (launched != null) {
            return Optional.of(launched);
        }
        return context.getConfigurationParameter(TARGET).map(target -> {
            Store store = context.getStore(StoreScope.EXECUTION_REQUEST, NAMESPACE);
            return store.getOrComputeIfAbsent(
                    TargetSession.class,
                    key -> open(
                            Target.parse(target),
                            context.getConfigurationParameter(LOG).orElse(DEFAULT_LOG)),
                    TargetSession.class);
        });
    }

    private static TargetSession open(Target target, String log) {
        Path file = Path.of(log);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int i = 2; Files.exists(file); i++) {
            file = Path.of(log + "." + i);
        }
        return TargetSession.open(RunSettings.of(target, file), new RunListener() {});
    }
}
