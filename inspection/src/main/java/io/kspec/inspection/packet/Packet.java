package io.kspec.inspection.packet;

import io.kspec.protocol.Bytes;
import java.util.Optional;
import java.util.Set;

/** A captured packet: an IP packet, with or without a link header. */
final class Packet {
    private static final int TCP = 6;
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    /** The tags of VLANs: IEEE 802.1Q, 802.1ad, and what preceded it. */
    private static final Set<Integer> VLAN = Set.of(0x8100, 0x88a8, 0x9100);

    private static final int VLAN_TAG = 4;
    /** How many tags a packet may have. */
    private static final int MOST_TAGS = 4;

    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    /** The extension headers of IPv6 that may precede TCP, of units of 8 bytes: hop-by-hop, routing, destination options. */
    private static final Set<Integer> EXTENSIONS = Set.of(0, 43, 60);

    private static final int MOST_EXTENSIONS = 8;
    /** The padding that a link may add to a short packet. */
    private static final int MOST_PADDING = 64;

    private Packet() {}

    /** The TCP segment in a packet; empty if there is none. */
    static Optional<TcpSegment> segment(Bytes packet) {
        return ip(packet).or(() -> afterLinkHeader(packet));
    }

    private static Optional<TcpSegment> afterLinkHeader(Bytes packet) {
        return typed(packet, 12, 14) // Ethernet
                .or(() -> typed(packet, 14, 16)) // Linux "any", its first and second form
                .or(() -> typed(packet, 0, 20))
                .or(() -> packet.size() > 4 ? ip(packet.slice(4)) : Optional.empty()); // BSD loopback
    }

    /** The segment behind a type, and behind the tags of VLANs between them. */
    private static Optional<TcpSegment> typed(Bytes packet, int typeAt, int start) {
        int type = typeAt;
        int content = start;
        for (int tags = 0; tags < MOST_TAGS && packet.size() > content + VLAN_TAG && isVlan(packet, type); tags++) {
            type = content + 2;
            content += VLAN_TAG;
        }
        boolean ip = packet.size() > content && (type(packet, type) == IPV4 || type(packet, type) == IPV6);
        return ip ? ip(packet.slice(content)) : Optional.empty();
    }

    private static boolean isVlan(Bytes packet, int at) {
        return VLAN.contains(type(packet, at));
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
        if (packet.size() < IPV6_HEADER) {
            return Optional.empty();
        }
        int next = packet.get(6);
        int header = IPV6_HEADER;
        for (int i = 0; i < MOST_EXTENSIONS && EXTENSIONS.contains(next) && packet.size() > header + 8; i++) {
            next = packet.get(header);
            header += ((packet.get(header + 1) & 0xff) + 1) * 8;
        }
        if (next != TCP || header > packet.size()) {
            return Optional.empty();
        }
        int payload = packet.getShort(4) & 0xffff;
        return content(packet, header, payload == 0 ? 0 : IPV6_HEADER + payload, 8, 16);
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
        if (end < header) {
            return Optional.empty();
        }
        int secondAt = addressAt + addressSize;
        return TcpSegment.read(
                packet.slice(addressAt, secondAt).toHex(),
                packet.slice(secondAt, secondAt + addressSize).toHex(),
                packet.slice(header, end));
    }
}
