package io.kspec.stage.cluster;

import io.kspec.protocol.spec.ApiSpec;

/** Which versions of an API are preferred for requests that may have any: those that are known to work. */
@FunctionalInterface
public interface VersionRanking {
    /** The rank of a version that worked. */
    int WORKS = 1;
    /** The rank of a version of which nothing is known. */
    int UNKNOWN = 0;
    /** The rank of a version that was of use where one thing was needed, and of none where another was. */
    int MIXED = -1;
    /** The rank of a version that was answered wrongly. */
    int FAILS = -2;
    /** The rank of a version that was tried where it was needed, and was never of use. */
    int USELESS = -3;
    /** The rank of a version that the target advertises and never answers. */
    int SILENT = -4;

    /** Prefers the highest version. */
    VersionRanking NONE = (api, version) -> UNKNOWN;

    /** The rank of a version; higher is better. Of versions with the same rank, the highest version is preferred. */
    int rank(ApiSpec api, int version);
}
