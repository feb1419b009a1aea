package io.kspec.runlog;

import org.jspecify.annotations.Nullable;

/**
 * What identifies a case in every run: its check, and the API and version that it is about.
 *
 * @param check the id of the check
 * @param api the name of the API, or null if the case is not about a single API
 * @param version the version, or null for the API as a whole
 */
public record CaseKey(String check, @Nullable String api, @Nullable Integer version) {
    /** The key of a result's case. */
    public static CaseKey of(CaseResult result) {
        ApiVersion api = result.api();
        return api == null
                ? new CaseKey(result.check().id(), null, null)
                : new CaseKey(result.check().id(), api.name(), api.version());
    }

    /** {@code fetch.out-of-range@Fetch:7}, {@code fetch.out-of-range@Fetch} or {@code fetch.out-of-range}. */
    @Override
    public String toString() {
        return check + (api == null ? "" : "@" + api + (version == null ? "" : ":" + version));
    }
}
