package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The TCP segment of a packet of which an export has the fields rather than the bytes. */
final class ExportedSegment {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}");
    private static final int IPV4_ADDRESS = 4;
    private static final int TCP = 6;
    private static final int LARGEST_PACKET = 0xffff;
    private static final int PUSH = 0x18;
    private static final String CLIENT_PORT = "40000";
    private static final String BROKER_PORT = "9092";

    private final Map<String, String> fields = new HashMap<>();

    /**
     * The packet of a segment of one side of a connection whose addresses do not matter.
     *
     * @param side 0 for the side that opened it, 1 for the other
     * @param before how many bytes this side has sent before
     */
    static Bytes ofSide(int side, int before, Bytes payload) {
        ExportedSegment segment = new ExportedSegment();
        segment.add("tcp.srcport", side == 0 ? CLIENT_PORT : BROKER_PORT);
        segment.add("tcp.dstport", side == 0 ? BROKER_PORT : CLIENT_PORT);
        segment.add("tcp.seq", Integer.toString(before + 1));
        segment.add("tcp.payload", payload.toHex());
        return segment.packet().orElseThrow();
    }

    /** Takes a field as Wireshark names it; of fields that occur twice, as in tunnels, the last counts. */
    void add(String name, String value) {
        fields.put(name, value);
    }

    /** The packet that has these fields; empty if it is no TCP segment with payload. */
    Optional<Bytes> packet() {
        String payload = fields.getOrDefault("tcp.payload", "");
        if (payload.isEmpty()) {
            return Optional.empty();
        }
        byte[] content;
        try {
            content = HexFormat.of().parseHex(payload.replace(":", ""));
        } catch (IllegalArgumentException e) {
            throw new InspectionException("tcp.payload: expected hexadecimal digits, found " + e.getMessage());
        }
        ByteBuffer tcp = ByteBuffer.allocate(20 + content.length);
        tcp.putShort((short) number("tcp.srcport")).putShort((short) number("tcp.dstport"));
        tcp.putInt((int) number(fields.containsKey("tcp.seq_raw") ? "tcp.seq_raw" : "tcp.seq"));
        tcp.putInt(0)
                .put((byte) 0x50)
                .put((byte) PUSH)
                .putShort((short) 0)
                .putInt(0)
                .put(content);
        byte[] source = address("src");
        byte[] destination = address("dst");
        boolean ipv4 = source.length == IPV4_ADDRESS && destination.length == IPV4_ADDRESS;
        return Optional.of(ipv4 ? ipv4(source, destination, tcp.array()) : ipv6(source, destination, tcp.array()));
    }

    private static Bytes ipv4(byte[] source, byte[] destination, byte[] tcp) {
        int size = 20 + tcp.length;
        ByteBuffer packet = ByteBuffer.allocate(size)
                .putShort((short) 0x4500)
                .putShort((short) (size > LARGEST_PACKET ? 0 : size))
                .putInt(0)
                .put((byte) 64)
                .put((byte) TCP)
                .putShort((short) 0);
        return Bytes.wrap(packet.put(source).put(destination).put(tcp).array());
    }

    private static Bytes ipv6(byte[] source, byte[] destination, byte[] tcp) {
        ByteBuffer packet = ByteBuffer.allocate(40 + tcp.length)
                .putInt(0x60000000)
                .putShort((short) (tcp.length > LARGEST_PACKET ? 0 : tcp.length))
                .put((byte) TCP)
                .put((byte) 64);
        return Bytes.wrap(
                packet.put(wide(source)).put(wide(destination)).put(tcp).array());
    }

    /** An address as one of IPv6. */
    private static byte[] wide(byte[] address) {
        byte[] wide = new byte[16];
        System.arraycopy(address, 0, wide, wide.length - address.length, address.length);
        return wide;
    }

    private byte[] address(String side) {
        String text = fields.getOrDefault("ip." + side, fields.getOrDefault("ipv6." + side, ""));
        try {
            return LITERAL.matcher(text).matches() ? InetAddress.getByName(text).getAddress() : new byte[IPV4_ADDRESS];
        } catch (UnknownHostException e) {
            return new byte[IPV4_ADDRESS];
        }
    }

    private long number(String name) {
        String text = fields.getOrDefault(name, "");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new InspectionException(name + ": expected a decimal number, found \"" + text + '"');
        }
    }
}
