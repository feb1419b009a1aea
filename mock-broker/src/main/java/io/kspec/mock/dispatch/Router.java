package io.kspec.mock.dispatch;

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
    private final AnsweredVersions answered;

    /**
     * Routes requests to handlers.
     *
     * @param restrictions by API name, the versions to answer out of those declared; {@link Versions#NONE} omits the API
     * @throws IllegalArgumentException if a restriction names an API or versions that no handler declares
     */
    public Router(Collection<ApiHandler> all, Map<String, Versions> restrictions) {
        all.forEach(handler -> handlers.put(Catalog.standard().api(handler.api()), handler));
        answered = AnsweredVersions.of(all, restrictions);
    }

    /** The versions that are answered. */
    public AnsweredVersions answered() {
        return answered;
    }

    /** The handler of an API at a version, or empty if the broker does not answer it. */
    Optional<ApiHandler> find(ApiSpec api, int version) {
        return answered.has(api, version) ? Optional.ofNullable(handlers.get(api)) : Optional.empty();
    }
}
