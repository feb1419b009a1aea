package io.kspec.protocol.spec;

import io.kspec.protocol.message.MessageSpec;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** An API: its key, its names, and its request and response at every version of the union. */
public final class ApiSpec {
    /** {@code ApiVersions}: the one API whose response header never has tagged fields. */
    static final int API_VERSIONS = 18;
    /** {@code ControlledShutdown}: the one API whose first request header has no client id. */
    static final int CONTROLLED_SHUTDOWN = 7;

    private final Catalog catalog;
    private final int key;
    private final String name;
    private final List<String> names;
    private final List<String> listeners;
    private final Versions versions;
    private final Versions unstableVersions;
    /** By version; resolved when first asked for, and then always the same. */
    private final AtomicReferenceArray<MessageSpec> requests;

    private final AtomicReferenceArray<MessageSpec> responses;

    ApiSpec(
            Catalog catalog,
            int key,
            List<String> names,
            List<String> listeners,
            Versions versions,
            Versions unstableVersions) {
        this.catalog = catalog;
        this.key = key;
        this.name = names.get(names.size() - 1);
        this.names = List.copyOf(names);
        this.listeners = List.copyOf(listeners);
        this.versions = versions;
        this.unstableVersions = unstableVersions;
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

    /** Every name that the API had, oldest first. */
    public List<String> names() {
        return names;
    }

    /** The versions that some release of the union defines. */
    public Versions versions() {
        return versions;
    }

    /** Versions that the newest release defines but does not advertise unless told to. */
    public Versions unstableVersions() {
        return unstableVersions;
    }

    /** Whether brokers answer this API to clients, rather than only to one another or to controllers. */
    public boolean onBrokerListener() {
        return listeners.contains("broker");
    }

    /**
     * The request's body at a version.
     *
     * @throws IllegalArgumentException if no release defines that version
     */
    public MessageSpec request(int version) {
        checkVersion(version);
        MessageSpec known = requests.get(version);
        return known != null ? known : first(requests, version, catalog.request(this, version));
    }

    /**
     * The response's body at a version.
     *
     * @throws IllegalArgumentException if no release defines that version
     */
    public MessageSpec response(int version) {
        checkVersion(version);
        MessageSpec known = responses.get(version);
        return known != null ? known : first(responses, version, catalog.response(this, version));
    }

    /** The header before a request's body: v2 if the body is flexible, v1 if not, v0 for ControlledShutdown v0. */
    public MessageSpec requestHeader(int version) {
        if (key == CONTROLLED_SHUTDOWN && version == 0) {
            return catalog.requestHeader(0);
        }
        return catalog.requestHeader(request(version).flexible() ? 2 : 1);
    }

    /**
     * The header before a response's body: v1 if the body is flexible, else v0; always v0 for ApiVersions, since a
     * client must read it before it knows what the broker speaks (KIP-511).
     */
    public MessageSpec responseHeader(int version) {
        boolean tagged = response(version).flexible() && key != API_VERSIONS;
        return catalog.responseHeader(tagged ? 1 : 0);
    }

    /** Specs are compared by identity: of two threads that resolve one, both get the first. */
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
