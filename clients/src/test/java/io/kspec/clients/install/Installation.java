package io.kspec.clients.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What is installed from a registry, and installed again only if the files that pin it have changed.
 *
 * @param pins the files
 * @param target the folder that gets what is installed, and copies of the pins when it is complete
 */
public record Installation(List<Path> pins, Path target) {
    public Installation {
        pins = List.copyOf(pins);
    }

    private Path copyOf(Path pin) {
        return target.resolve("pinned-by-" + pin.getFileName());
    }

    /** Whether it is complete. */
    public boolean isDone() throws IOException {
        for (Path pin : pins) {
            if (!Files.exists(copyOf(pin)) || Files.mismatch(pin, copyOf(pin)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Installs with a tool, and fails with the tool's output if that does not end well. */
    public void run(Tool tool, Path folder, String... arguments) throws IOException, InterruptedException {
        Files.createDirectories(target);
        tool.run(folder, target.resolveSibling(target.getFileName() + ".log"), arguments);
        for (Path pin : pins) {
            Files.copy(pin, copyOf(pin), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
