package io.kspec.mock.release;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The release of Apache Kafka that a mock broker looks like: which APIs and versions it advertises, which features it has, and
 * what it answers differently from other releases.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class BrokerRelease {
    private static final Set<String> TELEMETRY = Set.of("GetTelemetrySubscriptions", "PushTelemetry");

    private static final class Known {
        /** The oldest first. */
        private static final List<BrokerRelease> ALL = AdvertisedFile.read();
    }

    private final String version;
    private final int major;
    private final int minor;
    /** Null for all that the mock answers. */
    private final @Nullable Map<ApiSpec, Versions> advertised;

    private final List<SupportedFeature> features;
    private final List<String> finalizedOrder;
    private final boolean telemetry;

    /**
     * Creates a release.
     *
     * @param advertised null for all versions that the mock answers
     * @param features in the order in which ApiVersions lists those that are supported
     * @param finalizedOrder the names of the finalized features, in the order in which ApiVersions lists them
     * @param telemetry whether a plug-in takes the metrics of clients
     */
    BrokerRelease(
            String version,
            @Nullable Map<ApiSpec, Versions> advertised,
            List<SupportedFeature> features,
            List<String> finalizedOrder,
            boolean telemetry) {
        String[] numbers = version.split("\\.", 3);
        this.version = version;
        this.major = Integer.parseInt(numbers[0]);
        this.minor = Integer.parseInt(numbers[1]);
        this.advertised = advertised == null ? null : Map.copyOf(advertised);
        this.features = List.copyOf(features);
        this.finalizedOrder = List.copyOf(finalizedOrder);
        this.telemetry = telemetry;
    }

    /** The releases that the mock can look like, the oldest first: {@code 3.9.2}. */
    public static List<String> known() {
        return Known.ALL.stream().map(BrokerRelease::version).toList();
    }

    /**
     * A release.
     *
     * @throws IllegalArgumentException if the mock cannot look like it
     */
    public static BrokerRelease of(String version) {
        return Known.ALL.stream()
                .filter(release -> release.version.equals(version))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("release: expected one of " + String.join(", ", known())
                        + " of Apache Kafka, found " + version));
    }

    /** The newest release, with all APIs and versions that the mock answers, older and newer ones among them. */
    public static BrokerRelease unrestricted() {
        BrokerRelease newest = Known.ALL.get(Known.ALL.size() - 1);
        return new BrokerRelease(newest.version, null, newest.features, newest.finalizedOrder, false);
    }

    /**
     * The same release with a plug-in that takes the metrics of clients: without one, Kafka does not advertise the APIs of telemetry,
     * which it has since 3.7 (KIP-714).
     */
    public BrokerRelease withTelemetry() {
        return new BrokerRelease(version, advertised, features, finalizedOrder, true);
    }

    /** Its version: {@code 3.9.2}. */
    public String version() {
        return version;
    }

    /** Whether this is a release of the given line, or a newer one. */
    public boolean isAtLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || (major == otherMajor && minor >= otherMinor);
    }

    /**
     * The versions of an API that it advertises.
     *
     * @param declared the versions that the mock answers
     */
    public Versions advertised(ApiSpec api, Versions declared) {
        if (TELEMETRY.contains(api.name())) {
            return telemetry && isAtLeast(3, 7) ? declared : Versions.NONE;
        }
        return advertised == null ? declared : declared.intersect(advertised.getOrDefault(api, Versions.NONE));
    }

    /** Its features, in the order in which ApiVersions lists those that are supported. */
    @API(status = API.Status.INTERNAL, since = "0.1.0")
    public List<SupportedFeature> features() {
        return features;
    }

    /** Its feature of a name. */
    @API(status = API.Status.INTERNAL, since = "0.1.0")
    public Optional<SupportedFeature> feature(String name) {
        return features.stream().filter(feature -> feature.name().equals(name)).findFirst();
    }

    /** The place of a finalized feature in ApiVersions. */
    public int placeOfFinalized(String feature) {
        int place = finalizedOrder.indexOf(feature);
        return place < 0 ? finalizedOrder.size() : place;
    }

    /**
     * Whether it closes the connection on versions that it advertises: 4.0 and later advertise Produce from version 0, because old
     * clients look for that, but answer it from version 3 on (KAFKA-18659).
     */
    public boolean refusesAdvertised(String api, int requestVersion) {
        return advertised != null && isAtLeast(4, 0) && api.equals("Produce") && requestVersion < 3;
    }

    @Override
    public String toString() {
        return "Apache Kafka " + version;
    }
}
