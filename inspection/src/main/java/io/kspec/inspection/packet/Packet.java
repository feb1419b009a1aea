package io.kspec.inspection.packet;

import io.kspec.protocol.Bytes;
import java.util.Optional;

/** A captured packet: an IP packet, with or without a link header. */
final class Packet {
    private static final int TCP = 6;
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int VLAN = 0x8100;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    /** The padding that a link may add to a short packet. */
    private static final int MOST_PADDING = 64;

    private Packet() {}

    /** The TCP segment in a packet; empty if there is none. */
    static Optional<TcpSegment> segment(Bytes packet) {
        return ip(packet).or(() -> afterLinkHeader(packet));
    }

    private static Optional<TcpSegment> afterLinkHeader(Bytes packet) {
        Optional<TcpSegment> segment = typed(packet, 12, 14); // Ethernet
        if (segment.isEmpty() && packet.size() > 18 && type(packet, 12) == VLAN) {
            segment = typed(packet, 16, 18);
        }
        return segment.or(() -> typed(packet, 14, 16)) // Linux "any", its first and second form
                .or(() -> typed(packet, 0, 20))
                .or(() -> packet.size() > 4 ? ip(packet.slice(4)) : Optional.empty()); // BSD loopback
    }

    private static Optional<TcpSegment> typed(Bytes packet, int typeAt, int start) {
        boolean ip = packet.size() > start && (type(packet, typeAt) == IPV4 || type(packet, typeAt) == IPV6);
        return ip ? ip(packet.slice(start)) : Optional.empty();
    }

    private static int type(Bytes packet, int at) {
        return packet.getShort(at) & 0xffff;
    }

    private static Optional<TcpSegment> ip(Bytes packet) {
        if (packet.isEmpty()) {
            return Optional.empty();
        }
        return switch (packet.get(0) >> 4 & 0x0f) {
            case 4 -> ipv4(packet);
            case 6 -> ipv6(packet);
            default -> Optional.empty();
        };
    }

    private static Optional<TcpSegment> ipv4(Bytes packet) {
        int header = (packet.get(0) & 0x0f) * 4;
        if (header < IPV4_HEADER || packet.size() < header || packet.get(9) != TCP) {
            return Optional.empty();
        }
        return content(packet, header, packet.getShort(2) & 0xffff, 12, 4);
    }

    private static Optional<TcpSegment> ipv6(Bytes packet) {
        if (packet.size() < IPV6_HEADER || packet.get(6) != TCP) {
            return Optional.empty();
        }
        int payload = packet.getShort(4) & 0xffff;
        return content(packet, IPV6_HEADER, payload == 0 ? 0 : IPV6_HEADER + payload, 8, 16);
    }

    /**
     * The segment after an IP header.
     *
     * @param total the size in the header; 0 if segmentation was left to the network card
     */
    private static Optional<TcpSegment> content(Bytes packet, int header, int total, int addressAt, int addressSize) {
        if (total != 0 && (total < header || packet.size() - total > MOST_PADDING)) {
            return Optional.empty();
        }
        int end = total == 0 ? packet.size() : Math.min(total, packet.size());
        int secondAt = addressAt + addressSize;
        return TcpSegment.read(
                packet.slice(addressAt, secondAt).toHex(),
                packet.slice(secondAt, secondAt + addressSize).toHex(),
                packet.slice(header, end));
    }
}
