package io.kspec.golden.corpus;

/**
 * Something that the captures of a release do not show of an API at a version that it advertises.
 *
 * @param what {@code capture} for no capture at all, or one of {@link Showing}
 */
record Lack(String release, String api, int version, String what) {
    @Override
    public String toString() {
        return api + " v" + version + " of " + release + ": " + what;
    }
}
