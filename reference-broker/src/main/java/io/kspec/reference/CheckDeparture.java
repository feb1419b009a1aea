package io.kspec.reference;

import java.util.regex.Pattern;

/**
 * A check of the suite that some releases fail.
 *
 * @param releases the releases that fail it
 * @param check the id of the check
 * @param cases matches the API and version of the failing cases, such as {@code CreateTopics v3}
 * @param reason what these releases do instead
 */
public record CheckDeparture(ReleaseRange releases, String check, Pattern cases, String reason) {

    /** Whether this departure explains that a case failed. */
    public boolean covers(String release, String otherCheck, String apiAndVersion) {
        return releases.contains(release)
                && check.equals(otherCheck)
                && cases.matcher(apiAndVersion).matches();
    }
}
