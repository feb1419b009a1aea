package io.kspec.cli;

import io.kspec.cli.console.UsageException;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.junitplatform.AllureJunitPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.launcher.TestExecutionListener;

/** Writes the results of a run as Allure reads them. */
final class AllureResults {
    private AllureResults() {}

    /**
     * A listener that writes into a folder, beside what is there.
     *
     * @throws UsageException if nothing can be written there
     */
    static TestExecutionListener into(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UsageException("--allure: expected a folder that may be written, found " + folder + ": " + e);
        }
        return new AllureJunitPlatform(new AllureLifecycle(new FileSystemResultsWriter(folder)));
    }
}
