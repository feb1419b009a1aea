package io.kspec.cli;

import io.kspec.cli.console.UsageException;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.junitplatform.AllureJunitPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.launcher.TestExecutionListener;

/** Writes the results of a run in the format of Allure. */
final class AllureResults {
    private AllureResults() {}

    /**
     * Returns a listener that writes results to a folder; files that are already there stay.
     *
     * @throws UsageException if the folder cannot be created
     */
    static TestExecutionListener into(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UsageException("--allure: expected a writable folder, found " + folder + ": " + e);
        }
        return new AllureJunitPlatform(new AllureLifecycle(new FileSystemResultsWriter(folder)));
    }
}
