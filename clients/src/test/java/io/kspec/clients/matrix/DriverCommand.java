package io.kspec.clients.matrix;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Starts a driver; the bootstrap address, a prefix for names and the jobs follow as arguments.
 *
 * @param words the program and its first arguments
 * @param environment added to the environment of this process
 * @param folder the working directory
 */
record DriverCommand(List<String> words, Map<String, String> environment, Path folder) {
    DriverCommand {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }
}
