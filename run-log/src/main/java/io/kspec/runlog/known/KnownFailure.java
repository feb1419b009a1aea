package io.kspec.runlog.known;

import io.kspec.runlog.CaseKey;
import io.kspec.yaml.FilePosition;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a file of known failures.
 *
 * @param check the id of the check that fails
 * @param api the name of the API at which it fails, or null for all APIs of the check
 * @param versions the versions at which it fails
 * @param reason why it fails
 * @param link where more is said about it, or null
 * @param at where the entry begins
 */
record KnownFailure(
        String check,
        @Nullable String api,
        VersionList versions,
        String reason,
        @Nullable String link,
        FilePosition at) {

    /** Whether it is about a case. Cases without a version are meant by entries without versions. */
    boolean covers(CaseKey key) {
        return check.equals(key.check())
                && (api == null || api.equals(key.api()))
                && (versions.isAll() || (key.version() != null && versions.contains(key.version())));
    }

    /** {@code reason (link)}. */
    String why() {
        return reason + (link == null ? "" : " (" + link + ")");
    }

    /** {@code fetch.out-of-range, Fetch v0-3}. */
    String name() {
        String place = (api == null ? "" : api) + (versions.isAll() ? "" : " v" + versions);
        return check + (place.isEmpty() ? "" : ", " + place.strip());
    }
}
