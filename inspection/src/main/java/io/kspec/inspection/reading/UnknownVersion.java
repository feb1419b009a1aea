package io.kspec.inspection.reading;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The header of a request that names its client, at a version that no release has. One of Produce, whose key is 0, cannot be
 * told from the correlation id of a response.
 */
record UnknownVersion(ApiSpec api, int version) {
    private static final int SIZE = 4;
    /** API key, version, correlation id and the length of the client id. */
    private static final int FIXED = 10;
    /** Higher numbers are no version that anybody meant. */
    private static final int HIGHEST = 99;

    private static final int LONGEST_NAME = 255;

    /** The header of some API at the start of the bytes, or after a size. */
    static Optional<UnknownVersion> in(Bytes bytes) {
        return at(bytes, 0).or(() -> at(bytes, SIZE));
    }

    /** The header of an API at the start of the bytes, or after a size. */
    static Optional<UnknownVersion> in(Bytes bytes, ApiSpec api) {
        return in(bytes).filter(found -> found.api() == api);
    }

    private static Optional<UnknownVersion> at(Bytes bytes, int start) {
        if (bytes.size() < start + FIXED) {
            return Optional.empty();
        }
        int version = bytes.getShort(start + Short.BYTES);
        int name = bytes.getShort(start + FIXED - Short.BYTES);
        int end = start + FIXED + name;
        if (version < 0 || version > HIGHEST || name < 1 || name > LONGEST_NAME || end > bytes.size()) {
            return Optional.empty();
        }
        String client = new String(bytes.slice(start + FIXED, end).toArray(), StandardCharsets.UTF_8);
        if (!client.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return Optional.empty();
        }
        return Catalog.standard()
                .find(bytes.getShort(start))
                .filter(api -> api.key() != 0)
                .filter(api -> !api.versions().contains(version))
                .map(api -> new UnknownVersion(api, version));
    }

    /** What to say of it. */
    String sentence() {
        return "The bytes start as a request of " + api + " v" + version
                + ", which no release has: expected a version within " + api.versions();
    }
}
