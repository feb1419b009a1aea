package io.kspec.clients.driver;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plays jobs with kcat, and so with the librdkafka in it: {@code KcatDriver BOOTSTRAP PREFIX JOB...}. */
public final class KcatDriver {
    private static final Pattern VERSION = Pattern.compile("Version (\\S+).*(librdkafka \\S+)");

    private KcatDriver() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = List.of(arguments);
        String bootstrap = words.get(0);
        String prefix = words.get(1);
        new JobLoop("kcat", version(), System.out)
                .play(
                        words.subList(2, words.size()),
                        KcatJobs.all(),
                        job -> new KcatSite(bootstrap, prefix + "-" + job));
        Runtime.getRuntime().halt(0);
    }

    private static String version() throws IOException, InterruptedException {
        try (KcatRun run = new KcatRun(List.of("-V"), "")) {
            Matcher version = VERSION.matcher(run.output());
            return version.find() ? version.group(1) + " with " + version.group(2) : "unknown";
        }
    }
}
