package io.kspec.mock.dispatch;

import io.kspec.mock.release.BrokerRelease;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the handler that answers a request. */
public final class Router {
    private final Map<ApiSpec, ApiHandler> handlers = new HashMap<>();
    private final BrokerRelease release;
    private final AnsweredVersions answered;

    /**
     * Routes requests to handlers.
     *
     * @param release the release that the broker looks like
     * @param restrictions by API name, the versions to answer out of those declared; {@link Versions#NONE} omits the API
     * @throws IllegalArgumentException if a restriction names an API or versions that are not answered otherwise
     */
    public Router(Collection<ApiHandler> all, BrokerRelease release, Map<String, Versions> restrictions) {
        all.forEach(handler -> handlers.put(Catalog.standard().api(handler.api()), handler));
        this.release = release;
        answered = AnsweredVersions.of(all, release, restrictions);
    }

    /** The versions that are advertised. */
    public AnsweredVersions answered() {
        return answered;
    }

    /** The handler of an API at a version, or empty if the broker does not answer it. */
    Optional<ApiHandler> find(ApiSpec api, int version) {
        return answered.has(api, version) && !release.refusesAdvertised(api.name(), version)
                ? Optional.ofNullable(handlers.get(api))
                : Optional.empty();
    }
}
