package io.kspec.clients.field;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.suite.session.CaseName;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A case that failed.
 *
 * @param check the id of the check
 * @param api the API, or empty if the case is about none
 * @param version the version, or -1 if the case is about no API or about all versions
 */
record FailedCase(String check, String api, int version) implements Comparable<FailedCase> {
    /** Stands in a list for a case that is about no API. */
    static final String ONCE = "once";

    private static final int NONE = -1;
    private static final Pattern SPAN = Pattern.compile("(\\w+)(?: (\\d{1,4})(?:-(\\d{1,4}))?)?");
    private static final Comparator<FailedCase> ORDER = Comparator.comparing(FailedCase::check)
            .thenComparing(FailedCase::api)
            .thenComparing(FailedCase::version);

    static FailedCase of(CaseResult result) {
        ApiVersion api = result.api();
        return api == null
                ? new FailedCase(result.check().id(), "", NONE)
                : new FailedCase(result.check().id(), api.name(), api.version() == null ? NONE : api.version());
    }

    /** Selects the case, to play it again. */
    CaseName name() {
        return version == NONE ? new CaseName(check, null, null) : new CaseName(check, api, version);
    }

    /**
     * The cases of a check as a list has them: {@code Heartbeat 0-4, SyncGroup 3}, or {@value #ONCE}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    static Set<FailedCase> parse(String check, String text) {
        Set<FailedCase> cases = new TreeSet<>();
        for (String span : text.split(", ", -1)) {
            Matcher matcher = SPAN.matcher(span);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("expected \"Heartbeat 0-4\" or \"once\", found \"" + span + "\"");
            }
            if (span.equals(ONCE)) {
                cases.add(new FailedCase(check, "", NONE));
            } else if (matcher.group(2) == null) {
                cases.add(new FailedCase(check, span, NONE));
            } else {
                int first = Integer.parseInt(matcher.group(2));
                int last = matcher.group(3) == null ? first : Integer.parseInt(matcher.group(3));
                for (int version = first; version <= last; version++) {
                    cases.add(new FailedCase(check, matcher.group(1), version));
                }
            }
        }
        return cases;
    }

    /** The cases by check, in the form that {@link #parse} reads. */
    static Map<String, String> text(Collection<FailedCase> cases) {
        Map<String, String> byCheck = new TreeMap<>();
        FailedCase first = null;
        FailedCase last = null;
        for (FailedCase next : new TreeSet<>(cases)) {
            if (first != null && last != null && !next.follows(last)) {
                byCheck.merge(first.check(), first.spanTo(last), (spans, span) -> spans + ", " + span);
                first = null;
            }
            first = first == null ? next : first;
            last = next;
        }
        if (first != null && last != null) {
            byCheck.merge(first.check(), first.spanTo(last), (spans, span) -> spans + ", " + span);
        }
        return byCheck;
    }

    private boolean follows(FailedCase other) {
        return check.equals(other.check) && api.equals(other.api) && version == other.version + 1;
    }

    private String spanTo(FailedCase last) {
        if (api.isEmpty()) {
            return ONCE;
        }
        if (version == NONE) {
            return api;
        }
        return version == last.version ? api + " " + version : api + " " + version + "-" + last.version;
    }

    @Override
    public int compareTo(FailedCase other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return (check + " " + api).strip() + (version == NONE ? "" : " v" + version);
    }
}
