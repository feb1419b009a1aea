package io.kspec.reference;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;

/** Asks a broker what it advertises, with ApiVersions version 0, and reads the response without {@link BrokerProbe}. */
final class Advertisement {

    private Advertisement() {}

    static AdvertisedCount of(ReferenceBroker broker) throws IOException {
        try (Socket socket = new Socket(broker.host(), broker.port())) {
            socket.setSoTimeout(10_000);
            // Size, API key 18, version 0, correlation id 7, client id "x".
            socket.getOutputStream().write(new byte[] {0, 0, 0, 11, 0, 18, 0, 0, 0, 0, 0, 7, 0, 1, 'x'});
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int size = in.readInt();
            int correlationId = in.readInt();
            int error = in.readShort();
            int keys = in.readInt();
            if (correlationId != 7 || error != 0 || size != 10 + 6 * keys) {
                throw new IOException("size " + size + ", correlation id " + correlationId + ", error code " + error
                        + ", " + keys + " APIs");
            }
            int pairs = 0;
            for (int i = 0; i < keys; i++) {
                in.readShort();
                int lowest = in.readShort();
                pairs += in.readShort() - lowest + 1;
            }
            return new AdvertisedCount(keys, pairs);
        }
    }
}
