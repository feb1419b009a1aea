package io.kspec.golden.recording;

import io.kspec.protocol.Bytes;
import io.kspec.stage.requests.ApiVersionsRequests;
import io.kspec.stage.requests.ClientRequest;
import java.util.function.UnaryOperator;

/**
 * Forms of frames that do not depend on the API, shown with ApiVersions from version 3 on: several requests at once, headers with
 * and without what may be in them, bytes that are too many, and an API that brokers do not offer to clients.
 */
final class HeaderForms {
    /** Where the length of the client id lies, after key, version and correlation id. */
    private static final int CLIENT_ID = 8;
    /** LeaderAndIsr v0, which controllers once sent to brokers. */
    private static final Bytes CONTROLLERS_API = Bytes.fromHex("00040000");

    private static final Bytes NULL_STRING = Bytes.fromHex("ffff");
    private static final Bytes EMPTY_STRING = Bytes.fromHex("0000");
    /** One tagged field that nobody knows: tag 99, two bytes. */
    private static final Bytes UNKNOWN_TAG = Bytes.fromHex("016302abcd");

    private HeaderForms() {}

    static void play(Recorder recorder) {
        ClientRequest request = ApiVersionsRequests.from("kspec", "1");
        Recorder.Entry first = recorder.send("pipeline", "the first of three requests at once", request);
        Recorder.Entry second = recorder.send("pipeline", "the second of three", request);
        Recorder.Entry third = recorder.send("pipeline", "the third of three", request);
        recorder.receive(third);
        recorder.receive(first);
        recorder.receive(second);
        show(recorder, "no client id", frame -> withClientId(frame, NULL_STRING));
        show(recorder, "an empty client id", frame -> withClientId(frame, EMPTY_STRING));
        show(recorder, "a tagged field in the header that nobody knows", frame -> frame.slice(0, endOfClientId(frame))
                .concat(UNKNOWN_TAG)
                .concat(frame.slice(endOfClientId(frame) + 1)));
        show(recorder, "a tagged field in the body that nobody knows", frame -> frame.slice(0, frame.size() - 1)
                .concat(UNKNOWN_TAG));
        show(recorder, "a byte too many", frame -> frame.concat(Bytes.fromHex("00")));
        show(recorder, "an API that brokers do not offer to clients", frame -> CONTROLLERS_API.concat(frame.slice(4)));
    }

    private static void show(Recorder recorder, String shows, UnaryOperator<Bytes> change) {
        recorder.provoke(
                "client-with-" + shows.replace(' ', '-'), shows, ApiVersionsRequests.from("kspec", "1"), change);
    }

    private static int endOfClientId(Bytes frame) {
        return CLIENT_ID + 2 + frame.getShort(CLIENT_ID);
    }

    private static Bytes withClientId(Bytes frame, Bytes clientId) {
        return frame.slice(0, CLIENT_ID).concat(clientId).concat(frame.slice(endOfClientId(frame)));
    }
}
