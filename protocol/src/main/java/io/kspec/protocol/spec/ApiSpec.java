package io.kspec.protocol.spec;

import io.kspec.protocol.message.MessageSpec;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apiguardian.api.API;

/** An API: its key, its names, and its request and response at every known version. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class ApiSpec {
    /** The key of {@code ApiVersions}, the only API whose response header never has tagged fields. */
    static final int API_VERSIONS = 18;
    /** The key of {@code ControlledShutdown}, the only API whose request header has no client id at version 0. */
    static final int CONTROLLED_SHUTDOWN = 7;

    private final Catalog catalog;
    private final int key;
    private final String name;
    private final List<String> names;
    private final List<String> listeners;
    private final Versions versions;
    /** By version; resolved on first use, and the same object afterwards. */
    private final AtomicReferenceArray<MessageSpec> requests;

    private final AtomicReferenceArray<MessageSpec> responses;

    ApiSpec(Catalog catalog, int key, List<String> names, List<String> listeners, Versions versions) {
        this.catalog = catalog;
        this.key = key;
        this.name = names.get(names.size() - 1);
        this.names = List.copyOf(names);
        this.listeners = List.copyOf(listeners);
        this.versions = versions;
        this.requests = new AtomicReferenceArray<>(versions.highest() + 1);
        this.responses = new AtomicReferenceArray<>(versions.highest() + 1);
    }

    /** The API key, 0 or more. */
    public int key() {
        return key;
    }

    /** The name in the newest release that has the API: {@code OffsetFetch}. */
    public String name() {
        return name;
    }

    /** All names that the API has had, oldest first. */
    public List<String> names() {
        return names;
    }

    /** The versions that any of the releases defines. */
    public Versions versions() {
        return versions;
    }

    /** Whether brokers serve this API to clients, rather than only to other brokers and controllers. */
    public boolean onBrokerListener() {
        return listeners.contains("broker");
    }

    /**
     * The body of the request at the given version.
     *
     * @throws IllegalArgumentException if no release defines the version
     */
    public MessageSpec request(int version) {
        checkVersion(version);
        MessageSpec known = requests.get(version);
        return known != null ? known : first(requests, version, catalog.request(this, version));
    }

    /**
     * The body of the response at the given version.
     *
     * @throws IllegalArgumentException if no release defines the version
     */
    public MessageSpec response(int version) {
        checkVersion(version);
        MessageSpec known = responses.get(version);
        return known != null ? known : first(responses, version, catalog.response(this, version));
    }

    /** The header of the request: v2 if the body is flexible, otherwise v1, or v0 for ControlledShutdown v0. */
    public MessageSpec requestHeader(int version) {
        if (key == CONTROLLED_SHUTDOWN && version == 0) {
            return catalog.requestHeader(0);
        }
        return catalog.requestHeader(request(version).flexible() ? 2 : 1);
    }

    /**
     * The header of the response: v1 if the body is flexible, otherwise v0. It is always v0 for ApiVersions, because
     * clients read this response before they know which versions the broker supports (KIP-511).
     */
    public MessageSpec responseHeader(int version) {
        boolean tagged = response(version).flexible() && key != API_VERSIONS;
        return catalog.responseHeader(tagged ? 1 : 0);
    }

    /** Specs are compared by identity, so threads that resolve the same one must get the same object. */
    private static MessageSpec first(AtomicReferenceArray<MessageSpec> specs, int version, MessageSpec resolved) {
        MessageSpec before = specs.compareAndExchange(version, null, resolved);
        return before == null ? resolved : before;
    }

    private void checkVersion(int version) {
        if (!versions.contains(version)) {
            throw new IllegalArgumentException(
                    name + " v" + version + ": expected a version within " + versions + ", found " + version);
        }
    }

    /** {@code OffsetFetch (9)}. */
    @Override
    public String toString() {
        return name + " (" + key + ")";
    }
}
