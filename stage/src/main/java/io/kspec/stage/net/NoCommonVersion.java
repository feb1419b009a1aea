package io.kspec.stage.net;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;

/** The target does not advertise an API, or none of the wanted versions. */
public final class NoCommonVersion extends NotOffered {
    private static final long serialVersionUID = 1L;

    private final transient ApiSpec api;

    public NoCommonVersion(ApiSpec api, Versions wanted, Versions advertised) {
        super(
                advertised.isEmpty()
                        ? api.name() + ", which the target does not advertise"
                        : api.name() + " " + wanted + ", but the target advertises " + advertised,
                api.toString(),
                "that the target advertises a version within " + wanted,
                advertised.isEmpty() ? "that it does not advertise the API" : advertised.toString());
        this.api = api;
    }

    /** The API. */
    public ApiSpec api() {
        return api;
    }
}
