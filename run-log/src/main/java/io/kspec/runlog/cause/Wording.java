package io.kspec.runlog.cause;

import java.util.Locale;
import java.util.regex.Pattern;

/** Texts of a log, without what differs from run to run or from case to case. */
final class Wording {
    private static final int LONGEST = 1_000;
    private static final int SHORT = 160;

    /** What a run creates: its prefix, a word, and a number. */
    private static final Pattern OF_THE_RUN = Pattern.compile("kspec-[0-9a-z]{8}-([a-z]*)(?:-[0-9]+)?");

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("(?:\\b[0-9]{13} )?[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z");
    private static final Pattern PORT = Pattern.compile("(?<=[a-z0-9\\]]):[0-9]{1,5}(?![0-9])");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-f]+|(?=[0-9]*+[a-f])[0-9a-f]{9,}+|[0-9]{20,}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern IN_PARENTHESES = Pattern.compile(" \\([^()]*\\)");
    private static final Pattern OTHER_TYPE = Pattern.compile("; in v[0-9]+ it is ");
    private static final Pattern AT_BYTE = Pattern.compile(",? at byte -?[0-9]+");
    private static final Pattern VERSION_CLAUSE = Pattern.compile("; (?:or, |then, )?v[0-9]+ .*");
    private static final Pattern COUNTED_BYTES = Pattern.compile("^[0-9]+ bytes? follow");

    private static final Pattern WITHIN_WORDS = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private Wording() {}

    /** The name of an API as ids of checks begin: {@code join-group} for {@code JoinGroup}. */
    static String hyphenated(String api) {
        return WITHIN_WORDS.matcher(api).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    /** The text without names, ports and bytes of one run: the same in each. */
    static String steady(String text) {
        return PORT.matcher(readable(text)).replaceAll(":…");
    }

    /** The text without names and bytes of one run; addresses say where to look, and stay. */
    static String readable(String text) {
        String cut = cut(text, LONGEST).replace('\n', ' ');
        cut = UUID.matcher(cut).replaceAll("…");
        cut = OF_THE_RUN.matcher(cut).replaceAll("…-$1");
        cut = TIME.matcher(cut).replaceAll("…");
        return HEX.matcher(cut).replaceAll("…");
    }

    /** The steady text with every number replaced, so that texts that differ in numbers only are equal. */
    static String shape(String text) {
        return NUMBER.matcher(steady(text)).replaceAll("#");
    }

    /** A diagnosis in a few words: {@code CommittedOffset is written as int32 instead of int64}. */
    static String ofSlip(String sentence) {
        String bare = cut(withoutPlace(sentence), LONGEST).replace('\n', ' ');
        bare = IN_PARENTHESES.matcher(bare).replaceAll("");
        bare = OTHER_TYPE.matcher(bare).replaceAll(" instead of ");
        bare = VERSION_CLAUSE.matcher(bare).replaceAll("");
        bare = AT_BYTE.matcher(bare).replaceAll("");
        bare = COUNTED_BYTES.matcher(bare).replaceAll("bytes follow");
        if (bare.startsWith("bytes follow") && bare.indexOf(": ") > 0) {
            bare = bare.substring(0, bare.indexOf(": "));
        }
        return shortened(steady(bare));
    }

    /** A sentence without {@code Heartbeat v1 response, ThrottleTimeMs at byte 4: } before it. */
    private static String withoutPlace(String sentence) {
        int at = sentence.indexOf(" at byte ");
        int colon = at < 0 ? -1 : sentence.indexOf(": ", at);
        boolean place = colon >= 0 && sentence.lastIndexOf(' ', colon) == at + " at byte".length();
        return place && sentence.indexOf(':') == colon ? sentence.substring(colon + 2) : sentence;
    }

    /** The text, cut to what fits a line. */
    static String shortened(String text) {
        return text.length() <= SHORT ? text : cut(text, SHORT) + "…";
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }
}
