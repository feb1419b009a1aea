package io.kspec.clients.driver;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Plays jobs in order, and prints a line of JSON after each one, as {@code clients/README.md} describes.
 *
 * @param client the name of the library
 * @param version its release
 * @param out gets the lines
 */
record JobLoop(String client, String version, PrintStream out) {
    /** Creates what a job works with, and closes it when the job ends. */
    @FunctionalInterface
    interface Opener<S extends AutoCloseable> {
        S open(String job) throws Exception;
    }

    <S extends AutoCloseable> void play(List<String> names, Map<String, Job<S>> jobs, Opener<S> opener) {
        for (String name : names) {
            Job<S> job = jobs.get(name);
            long begin = System.nanoTime();
            String failure = job == null ? "the driver has no such job" : failureOf(job, name, opener);
            long millis = (System.nanoTime() - begin) / 1_000_000;
            out.printf(
                    Locale.ROOT,
                    "{\"client\":%s,\"version\":%s,\"job\":%s,\"ok\":%b,\"millis\":%d,\"detail\":%s}%n",
                    quoted(client),
                    quoted(version),
                    quoted(name),
                    failure.isEmpty(),
                    millis,
                    quoted(failure));
            out.flush();
        }
    }

    /** What went wrong; empty if nothing did. */
    @SuppressWarnings("try") // An opened site is used by the job alone.
    private static <S extends AutoCloseable> String failureOf(Job<S> job, String name, Opener<S> opener) {
        try (S site = opener.open(name)) {
            job.play(site);
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } catch (Exception | LinkageError e) {
            return sentence(e);
        }
    }

    private static String sentence(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof JobFailure ? String.valueOf(cause.getMessage()) : cause.toString();
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(' ');
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
