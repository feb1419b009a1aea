package io.kspec.suite.session;

import io.kspec.runlog.ApiVersion;
import io.kspec.suite.check.ConformanceTest;
import org.jspecify.annotations.Nullable;

/**
 * A case as command lines name it: {@code fetch.out-of-range@7}, for a check of every API {@code
 * wire.well-formed-answer@Fetch:7}, and the id alone for all cases of a check.
 *
 * @param check the id of the check
 * @param api the name of the API, or null for the only API of the check
 * @param version the version of the API, or null for all
 */
public record CaseName(String check, @Nullable String api, @Nullable Integer version) {
    public CaseName {
        if (check.isEmpty() || (version != null && version < 0) || (api != null && version == null)) {
            throw misread(check + (api == null ? "" : "@" + api) + (version == null ? "" : "@" + version));
        }
    }

    /**
     * The name of a check's case.
     *
     * @param at the API and version of the case, or null if it has none
     */
    public static CaseName of(ConformanceTest check, @Nullable ApiVersion at) {
        if (at == null || at.version() == null) {
            return new CaseName(check.id(), null, null);
        }
        return new CaseName(check.id(), check.api().equals(ConformanceTest.EVERY_API) ? at.name() : null, at.version());
    }

    /**
     * Reads a name. Whether there is such a check is not verified.
     *
     * @throws IllegalArgumentException if the text is not a name
     */
    public static CaseName parse(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            return new CaseName(text, null, null);
        }
        String place = text.substring(at + 1);
        int colon = place.indexOf(':');
        try {
            return new CaseName(
                    text.substring(0, at),
                    colon < 0 ? null : place.substring(0, colon),
                    Integer.valueOf(place.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw misread(text);
        }
    }

    /** Whether this names a case of a check. */
    public boolean names(String id, @Nullable String caseApi, int caseVersion) {
        return check.equals(id) && (api == null || api.equals(caseApi)) && (version == null || version == caseVersion);
    }

    private static IllegalArgumentException misread(String text) {
        return new IllegalArgumentException(
                "expected ID@VERSION, ID@API:VERSION for a check of every API, or ID, found " + text);
    }

    @Override
    public String toString() {
        if (version == null) {
            return check;
        }
        return check + "@" + (api == null ? "" : api + ":") + version;
    }
}
