package io.kspec.clients.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tests of a client, which are in what is published of it.
 *
 * @param client what the client is called
 * @param result a line that says how a test has ended, with the groups {@code test} and {@code outcome}
 * @param limitMinutes how long all of them may take
 */
public record OwnTests(String client, Pattern result, int limitMinutes) {
    /** The exit status if tests failed; another one than this and 0 means that tests did not run, or not to their end. */
    private static final int SOME_FAILED = 1;

    /**
     * Runs the tests.
     *
     * @param folder the working directory
     * @param log gets what they print
     * @return the outcome of each test, by name
     */
    public Map<String, String> run(List<String> command, Path folder, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            assertThat(process.waitFor(limitMinutes, TimeUnit.MINUTES))
                    .as("the tests of %s end", client)
                    .isTrue();
            assertThat(process.exitValue())
                    .as(
                            "the exit status of the tests of %s, some of which did not end if it is above 1; see %s",
                            client, log)
                    .isBetween(0, SOME_FAILED);
        } finally {
            process.destroyForcibly();
        }
        Map<String, String> outcomes = new TreeMap<>();
        for (String line : Files.readAllLines(log)) {
            Matcher ended = result.matcher(line);
            if (ended.matches()) {
                outcomes.put(ended.group("test"), ended.group("outcome"));
            }
        }
        return outcomes;
    }
}
