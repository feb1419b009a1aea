package io.kspec.golden.recording;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;

/** What a capture of one API shows: a few requests, each worth looking at, the same at every version where it can be. */
interface CaptureScript {
    /** The name of the API that it is about. */
    String apiName();

    /** Sends the requests, at the recorder's version. */
    void play(Recorder recorder);

    /** Whether a request without any content is worth looking at, and changes nothing on any broker. */
    default boolean hasEmptyRequest(int version) {
        return true;
    }

    default ApiSpec api() {
        return Catalog.standard().api(apiName());
    }
}
