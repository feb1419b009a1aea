package io.kspec.suite.check;

import io.kspec.protocol.Bytes;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.Reception;
import java.time.Duration;

/** How a target reacts to what it should refuse. Apache Kafka closes the connection. */
public final class Refusal {
    private Refusal() {}

    /**
     * Expects that the target closes the connection without sending anything first.
     *
     * @param what what was sent, for the failure's text
     * @param limit how long closing may take
     * @throws CheckFailure if it does something else
     */
    public static void expectHangUp(Connection connection, String what, Duration limit) {
        Reception reception = connection.receiveFrame(limit);
        if (!(reception instanceof Reception.Closed closed && closed.partial().isEmpty())) {
            throw new CheckFailure(
                    "that the target closes the connection on " + what, describe(reception, limit), null);
        }
    }

    /** Describes what was received. */
    public static String describe(Reception reception, Duration limit) {
        if (reception instanceof Reception.Frame frame) {
            return "an answer of " + bytes(frame.frame());
        }
        if (reception instanceof Reception.Closed closed) {
            return closed.partial().isEmpty()
                    ? "that it closed the connection"
                    : bytes(closed.partial()) + ", then that it closed the connection";
        }
        if (reception instanceof Reception.ImpossibleSize impossible) {
            return "bytes that are no frame, " + bytes(impossible.bytes());
        }
        return "neither answer nor close within " + limit.toMillis() + " ms";
    }

    private static String bytes(Bytes bytes) {
        return bytes.size() + " bytes " + bytes;
    }
}
