package io.kspec.clients.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Packages of Python, installed by pip. */
public final class PythonPackages {
    private PythonPackages() {}

    /**
     * Installs what a folder's {@code requirements.txt} pins, unless it is installed already. Skips the test if there is no
     * Python with pip.
     *
     * @param target the folder that gets the packages, for PYTHONPATH
     */
    public static void install(Path folder, Path target) throws IOException, InterruptedException {
        Tool python = new Tool("python3").required();
        Path requirements = folder.resolve("requirements.txt");
        Installation installation = new Installation(List.of(requirements), target);
        if (!installation.isDone()) {
            Assumptions.assumeTrue(python.can(folder, "-m", "pip", "--version"), "python3 has no pip");
            installation.run(
                    python,
                    folder,
                    "-m",
                    "pip",
                    "install",
                    "--upgrade",
                    "--target",
                    target.toString(),
                    "--requirement",
                    requirements.toString());
        }
    }
}
