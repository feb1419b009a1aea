package io.kspec.inspection.packet;

import io.kspec.protocol.Bytes;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The TCP segment in one packet.
 *
 * @param source address and port of the sender
 * @param destination address and port of the receiver
 * @param sequence the number of its first byte in the stream, modulo 2^32
 * @param synchronising whether it opens the stream, and so counts as a byte itself
 * @param payload the bytes
 */
record TcpSegment(Endpoint source, Endpoint destination, int sequence, boolean synchronising, Bytes payload) {
    private static final int SMALLEST_HEADER = 20;
    private static final int SYN = 0x02;
    private static final int IPV4_ADDRESS = 4;

    /** An address in hexadecimal, and a port. */
    record Endpoint(String address, int port) {
        @Override
        public String toString() {
            byte[] octets = HexFormat.of().parseHex(address);
            return octets.length == IPV4_ADDRESS
                    ? String.format(
                            "%d.%d.%d.%d:%d",
                            octets[0] & 0xff, octets[1] & 0xff, octets[2] & 0xff, octets[3] & 0xff, port)
                    : "[" + address.replaceAll("(.{4})(?=.)", "$1:") + "]:" + port;
        }
    }

    /** The segment in an IP packet's content; empty if it is too short for one. */
    static Optional<TcpSegment> read(String source, String destination, Bytes content) {
        if (content.size() < SMALLEST_HEADER) {
            return Optional.empty();
        }
        int header = (content.get(12) >> 4 & 0x0f) * 4;
        if (header < SMALLEST_HEADER || header > content.size()) {
            return Optional.empty();
        }
        return Optional.of(new TcpSegment(
                new Endpoint(source, content.getShort(0) & 0xffff),
                new Endpoint(destination, content.getShort(2) & 0xffff),
                content.getInt(4),
                (content.get(13) & SYN) != 0,
                content.slice(header)));
    }
}
