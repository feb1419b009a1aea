package io.kspec.suite.session;

/** The version of this kspec. */
final class KspecVersion {
    private KspecVersion() {}

    /** As the jar's manifest has it; {@code development} when run from classes. */
    static String current() {
        String version = KspecVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
