package io.kspec.reports;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Death;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Frame;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a target died, in words that are safe to display.
 *
 * @param request the request that killed it, with its first bytes; empty if it is not known
 * @param status the exit status; empty if it is not known
 * @param output the lines that the target printed when it crashed, if one of its last says so, or else its last lines
 * @param repeat the command that repeats it
 * @param aftermath whether the run could go on
 */
public record DeathDigest(String request, String status, List<String> output, String repeat, String aftermath) {
    private static final int BYTES_SHOWN = 64;
    private static final int LINES_SHOWN = 12;
    private static final Map<Integer, String> SIGNALS = Map.of(
            131, "SIGQUIT", 132, "SIGILL", 134, "SIGABRT", 135, "SIGBUS", 136, "SIGFPE", 137, "SIGKILL", 139, "SIGSEGV",
            143, "SIGTERM");

    /** How runtimes begin to say why they end: Go, Rust, the JVM, Python, C++. What follows is where. */
    private static final Pattern CRASH = Pattern.compile("^(?:panic|fatal error): |^thread '.*' .*panicked at "
            + "|^Exception in thread |^Traceback \\(most recent call last\\)|^terminate called ");

    public DeathDigest {
        output = List.copyOf(output);
    }

    /** The death in a failed case, or null if the target survived it. */
    static @Nullable DeathDigest of(CaseResult result) {
        Death death = result.death();
        if (death == null) {
            return null;
        }
        return new DeathDigest(
                request(result, death),
                status(death),
                telling(death.output(), LINES_SHOWN).stream()
                        .map(line -> VisibleText.of(line).replaceAll("[\\n\\t]+", " "))
                        .toList(),
                VisibleText.of(death.repeat()),
                death.restarted() ? "The target came back, and the run went on." : "The target did not come back.");
    }

    /** The most telling lines of the output, in order. */
    public List<String> output(int most) {
        return telling(output, most);
    }

    /** Some lines from where the last crash begins; if there is none, the last lines. */
    private static List<String> telling(List<String> lines, int most) {
        int from = Math.max(0, lines.size() - most);
        for (int i = 0; i < lines.size(); i++) {
            if (CRASH.matcher(lines.get(i)).find()) {
                from = i;
            }
        }
        return lines.subList(from, Math.min(lines.size(), from + most));
    }

    private static String request(CaseResult result, Death death) {
        Integer event = death.event();
        if (event == null || !(result.timeline().get(event) instanceof ExchangeEvent exchange)) {
            return "";
        }
        ApiVersion api = exchange.api();
        Frame request = exchange.request();
        int shown = Math.min(request.bytesKept(), BYTES_SHOWN);
        String hex = request.hex().substring(0, 2 * shown).replaceAll("(.{8})(?=.)", "$1 ");
        return VisibleText.of(api == null ? "raw bytes" : api.toString()) + ", " + Figures.count(request.size(), "byte")
                + ": " + hex + (shown < request.size() ? " …" : "");
    }

    private static String status(Death death) {
        Integer status = death.exitStatus();
        if (status == null) {
            return "";
        }
        String signal = SIGNALS.get(status);
        return "exit status " + status + (signal == null ? "" : " (" + signal + ")");
    }
}
