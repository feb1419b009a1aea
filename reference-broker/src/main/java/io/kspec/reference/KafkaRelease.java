package io.kspec.reference;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of Apache Kafka.
 *
 * @param version its version in Maven, such as {@code 3.9.2} or {@code 4.3.0-rc1}; safe as a file name and inside XML
 * @param major the first number
 * @param minor the second number
 */
record KafkaRelease(String version, int major, int minor) {

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.\\d{1,4}(-[A-Za-z0-9]{1,20})?");

    /**
     * Reads a version.
     *
     * @throws ReferenceBrokerException if it is not a version, or is older than 2.8.0, the first release with KRaft (KIP-500)
     */
    static KafkaRelease of(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new ReferenceBrokerException(
                    version, "expected a release of Apache Kafka such as 4.3.1, found \"" + version + "\"");
        }
        KafkaRelease release =
                new KafkaRelease(version, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        if (!release.isAtLeast(2, 8)) {
            throw new ReferenceBrokerException(
                    version,
                    "Apache Kafka " + version + " needs ZooKeeper; expected 2.8.0 or newer, which can run without it");
        }
        return release;
    }

    boolean isAtLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || (major == otherMajor && minor >= otherMinor);
    }

    @Override
    public String toString() {
        return "Apache Kafka " + version;
    }
}
