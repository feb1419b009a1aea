package io.kspec.suite.session;

/** The version of kspec. */
final class KspecVersion {
    private KspecVersion() {}

    /** The version in the jar's manifest; {@code development} when run from classes. */
    static String current() {
        String version = KspecVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
