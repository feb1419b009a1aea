package io.kspec.golden.recording;

import io.kspec.protocol.Bytes;
import io.kspec.stage.requests.ClientRequest;
import java.util.Set;

/**
 * What every API is asked in the same way: a request without content and, at the highest version that the broker advertises,
 * frames that no client would send.
 */
final class OddRequests {
    /** APIs whose requests without content might change another broker than Apache Kafka. */
    private static final Set<String> CHANGING = Set.of("AddRaftVoter", "RemoveRaftVoter", "UnregisterBroker");

    private OddRequests() {}

    static void play(CaptureScript script, Recorder recorder) {
        if (CHANGING.contains(script.apiName())) {
            return;
        }
        ClientRequest empty = ClientRequest.of(script.apiName(), body -> {});
        if (script.hasEmptyRequest(recorder.version())) {
            recorder.provoke("client-of-nothing", "nothing but defaults", empty);
        }
        if (recorder.isHighest()) {
            recorder.provoke(
                    "newer-client",
                    "the next version, which the broker does not advertise",
                    empty,
                    frame -> withVersion(frame, recorder.version() + 1));
            recorder.provoke(
                    "cut-off-client",
                    "a request without its last byte",
                    empty,
                    frame -> frame.slice(0, frame.size() - 1));
        }
    }

    private static Bytes withVersion(Bytes frame, int version) {
        return frame.slice(0, 2)
                .concat(Bytes.wrap(new byte[] {(byte) (version >> 8), (byte) version}))
                .concat(frame.slice(4));
    }
}
