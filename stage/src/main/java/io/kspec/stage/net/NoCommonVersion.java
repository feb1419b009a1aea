package io.kspec.stage.net;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;

/** The target does not advertise an API, or none of the wanted versions. */
public final class NoCommonVersion extends StageFailure {
    private static final long serialVersionUID = 1L;

    private final transient ApiSpec api;
    private final String need;

    public NoCommonVersion(ApiSpec api, Versions wanted, Versions advertised) {
        super(
                api.toString(),
                "that the target advertises a version within " + wanted,
                advertised.isEmpty() ? "that it does not advertise the API" : advertised.toString(),
                null,
                null);
        this.api = api;
        this.need = advertised.isEmpty()
                ? api.name() + ", which the target does not advertise"
                : api.name() + " " + wanted + ", but the target advertises " + advertised;
    }

    /** What was needed and what the target has instead, in the words that follow "needs". */
    public String need() {
        return need;
    }

    /** The API. */
    public ApiSpec api() {
        return api;
    }
}
