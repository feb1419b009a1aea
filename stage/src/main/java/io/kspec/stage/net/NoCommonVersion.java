package io.kspec.stage.net;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;

/** The target does not advertise an API, or none of the wanted versions. */
public final class NoCommonVersion extends StageFailure {
    private static final long serialVersionUID = 1L;

    private final transient ApiSpec api;

    public NoCommonVersion(ApiSpec api, Versions wanted, Versions advertised) {
        super(
                api.toString(),
                "that the target advertises a version within " + wanted,
                advertised.isEmpty() ? "that it does not advertise the API" : advertised.toString(),
                null,
                null);
        this.api = api;
    }

    /** The API. */
    public ApiSpec api() {
        return api;
    }
}
