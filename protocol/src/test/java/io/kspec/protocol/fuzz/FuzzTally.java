package io.kspec.protocol.fuzz;

import io.kspec.protocol.codec.DecodeFailure.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts the outcomes of the cases of one kind. */
final class FuzzTally {
    private final String name;
    private final Map<Kind, Long> refusals = new EnumMap<>(Kind.class);
    private long cases;
    private long bytes;
    private long nanos;
    private double read;
    private double refused;
    private double traced;

    FuzzTally(String name) {
        this.name = name;
    }

    void add(FuzzCase each, Trial.Outcome outcome) {
        cases++;
        bytes += each.input().size();
        traced = Math.max(traced, outcome.tracedHeap());
        if (outcome.refusal() == null) {
            read = Math.max(read, outcome.heap());
        } else {
            refused = Math.max(refused, outcome.heap());
            refusals.merge(outcome.refusal(), 1L, Long::sum);
        }
    }

    /** Whether a case allocated more than all before it; repeated to rule out chance. */
    boolean isRemarkable(Trial.Outcome outcome) {
        return outcome.heap() > (outcome.refusal() == null ? read : refused) || outcome.tracedHeap() > traced;
    }

    void took(long elapsed) {
        nanos += elapsed;
    }

    long read() {
        return cases - refused();
    }

    long refused() {
        return refusals.values().stream().mapToLong(Long::longValue).sum();
    }

    long cases() {
        return cases;
    }

    /** Two Markdown tables: the outcomes, and the reasons for rejecting inputs. */
    static String report(List<FuzzTally> tallies) {
        StringBuilder text = new StringBuilder();
        text.append("| | count | mean size | read | refused | µs each | heap, read | heap, refused | heap, traced |\n");
        text.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        tallies.forEach(each -> text.append(each.line()));
        text.append("\n| refused for |");
        tallies.forEach(each -> text.append(' ').append(each.name).append(" |"));
        text.append("\n| --- |").append(" ---: |".repeat(tallies.size())).append('\n');
        for (Kind kind : Kind.values()) {
            if (tallies.stream().anyMatch(each -> each.count(kind) > 0)) {
                text.append("| ").append(kind).append(" |");
                tallies.forEach(each -> text.append(String.format(Locale.ROOT, " %,d |", each.count(kind))));
                text.append('\n');
            }
        }
        return text.toString();
    }

    private long count(Kind kind) {
        return refusals.getOrDefault(kind, 0L);
    }

    private String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %.1f %% | %.1f %% | %.1f | %.0f | %.0f | %.0f |%n",
                name,
                cases,
                bytes / Math.max(1, cases),
                share(read()),
                share(refused()),
                nanos / 1e3 / Math.max(1, cases),
                read,
                refused,
                traced);
    }

    private double share(long count) {
        return 100.0 * count / Math.max(1, cases);
    }
}
