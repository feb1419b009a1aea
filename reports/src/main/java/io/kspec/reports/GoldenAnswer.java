package io.kspec.reports;

import io.kspec.runlog.Frame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request that a broker known to be right was asked once, and what it answered.
 *
 * @param broker the broker and its release: {@code Apache Kafka 4.3.1}
 * @param shows what the request is about, in a few words
 * @param file the file that has the bytes
 * @param request the bytes sent
 * @param response the bytes received, or null if none were
 * @param outcome what happened instead of a response; empty if there is one
 */
public record GoldenAnswer(
        String broker, String shows, String file, Frame request, @Nullable Frame response, String outcome) {
    public GoldenAnswer {
        Objects.requireNonNull(broker, "broker");
        Objects.requireNonNull(shows, "shows");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(request, "request");
        if (outcome.isEmpty() == (response == null)) {
            throw new IllegalArgumentException(
                    file + ", " + shows + ": expected either a response or an outcome, found " + outcome);
        }
    }
}
