package io.kspec.inspection.packet;

import io.kspec.protocol.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Packets as a capture of the loopback interface has them. */
public final class SamplePacket {
    private static final int CLIENT_PORT = 40000;
    private static final int BROKER_PORT = 9092;

    private SamplePacket() {}

    /** An IPv4 packet from the client to the broker. */
    public static Bytes fromClient(int sequence, Bytes payload) {
        return ipv4(CLIENT_PORT, BROKER_PORT, sequence, payload);
    }

    /** An IPv4 packet from the broker to the client. */
    public static Bytes fromBroker(int sequence, Bytes payload) {
        return ipv4(BROKER_PORT, CLIENT_PORT, sequence, payload);
    }

    /** The packet with which the client opens a connection; its first byte has the next sequence number. */
    public static Bytes opening(int sequence) {
        byte[] packet = fromClient(sequence, Bytes.EMPTY).toArray();
        packet[20 + 13] = 0x02;
        return Bytes.wrap(packet);
    }

    private static Bytes ipv4(int from, int to, int sequence, Bytes payload) {
        Bytes tcp = tcp(from, to, sequence, payload);
        ByteBuffer header = ByteBuffer.allocate(20)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (20 + tcp.size()))
                .putInt(0)
                .put((byte) 64)
                .put((byte) 6)
                .putShort((short) 0)
                .putInt(0x7f000001)
                .putInt(0x7f000001);
        return Bytes.copyOf(header.flip()).concat(tcp);
    }

    /** An IPv6 packet from the client to the broker. */
    public static Bytes overIpv6(int sequence, Bytes payload) {
        Bytes tcp = tcp(CLIENT_PORT, BROKER_PORT, sequence, payload);
        ByteBuffer header = ByteBuffer.allocate(40)
                .putInt(0x60000000)
                .putShort((short) tcp.size())
                .put((byte) 6)
                .put((byte) 64)
                .putLong(0)
                .putLong(1)
                .putLong(0)
                .putLong(1);
        return Bytes.copyOf(header.flip()).concat(tcp);
    }

    private static Bytes tcp(int from, int to, int sequence, Bytes payload) {
        ByteBuffer header = ByteBuffer.allocate(20)
                .putShort((short) from)
                .putShort((short) to)
                .putInt(sequence)
                .putInt(0)
                .put((byte) 0x50)
                .put((byte) 0x18)
                .putShort((short) 1024)
                .putInt(0);
        return Bytes.copyOf(header.flip()).concat(payload);
    }

    /** A packet after an Ethernet header. */
    public static Bytes onEthernet(Bytes ipv4) {
        return Bytes.fromHex("000000000000 000000000000 0800").concat(ipv4);
    }

    /** The packets as a pcap file of a little-endian machine. */
    public static Bytes pcap(List<Bytes> packets) {
        ByteBuffer file = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(262_144)
                .putInt(1);
        for (Bytes packet : packets) {
            file.putInt(0).putInt(0).putInt(packet.size()).putInt(packet.size()).put(packet.toArray());
        }
        return Bytes.copyOf(file.flip());
    }
}
