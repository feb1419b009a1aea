package io.kspec.suite.check;

import io.kspec.protocol.Bytes;
import io.kspec.stage.net.Reception;
import java.time.Duration;

/** How a target rejects invalid input. Apache Kafka closes the connection. */
public final class Refusal {
    private Refusal() {}

    /**
     * Expects that the target closed the connection without sending anything.
     *
     * @param what what was sent, for the failure message
     * @throws CheckFailure if it did anything else
     */
    public static void expectDisconnect(Reception reception, String what) {
        if (!isDisconnect(reception)) {
            throw new CheckFailure("the target to close the connection on " + what, describe(reception), null);
        }
    }

    /** Whether the target closed the connection without sending anything. */
    public static boolean isDisconnect(Reception reception) {
        return reception instanceof Reception.Closed closed && closed.partial().isEmpty();
    }

    /** Describes what was received. */
    public static String describe(Reception reception) {
        if (reception instanceof Reception.Frame frame) {
            return "an answer of " + bytes(frame.frame());
        }
        if (reception instanceof Reception.Closed closed) {
            return closed.partial().isEmpty()
                    ? "a closed connection"
                    : bytes(closed.partial()) + ", then a closed connection";
        }
        if (reception instanceof Reception.ImpossibleSize impossible) {
            return "bytes that are not a frame, " + bytes(impossible.bytes());
        }
        Duration waited = ((Reception.TimedOut) reception).waited();
        return "neither answer nor close within " + waited.toMillis() + " ms";
    }

    private static String bytes(Bytes bytes) {
        return bytes.size() + " bytes " + bytes;
    }
}
