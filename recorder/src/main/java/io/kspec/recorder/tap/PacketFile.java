package io.kspec.recorder.tap;

import io.kspec.protocol.Bytes;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes frames as the packets of a pcap file, as if they had been captured between the client and the broker without TLS.
 * The packets begin with an IP header (LINKTYPE_RAW). For one thread.
 */
final class PacketFile implements Closeable {
    private static final int MAGIC_OF_MICROSECONDS = 0xa1b2c3d4;
    private static final int RAW_IP = 101;
    private static final int LONGEST_PACKET = 65_535;
    private static final int LONGEST_PAYLOAD = 32 << 10;
    private static final int TCP = 6;
    private static final int TCP_HEADER = 20;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;
    private static final int SYN_ACK = SYN | ACK;
    private static final int PSH_ACK = 0x18;
    private static final int WINDOW = 65_535;
    private static final long MICROS = 1_000_000;

    private final OutputStream out;
    private final long started;
    private final long limit;
    private final Map<Integer, Numbers> connections = new HashMap<>();
    private long written;

    /** The next sequence number of each side of a connection. */
    private static final class Numbers {
        private int client;
        private int broker;
    }

    /**
     * Writes the file's header.
     *
     * @param started when the recording began, in microseconds since 1970
     * @param limit how many bytes the file may have
     */
    PacketFile(OutputStream out, long started, long limit) throws IOException {
        this.out = out;
        this.started = started;
        this.limit = limit;
        ByteBuffer header = ByteBuffer.allocate(24);
        header.putInt(MAGIC_OF_MICROSECONDS).putShort((short) 2).putShort((short) 4);
        header.putInt(0).putInt(0).putInt(LONGEST_PACKET).putInt(RAW_IP);
        write(header);
    }

    /**
     * Writes the packets of a frame; before the first of a connection, those that open it.
     *
     * @return whether there was room for them
     */
    boolean write(TappedConnection connection, boolean fromClient, Bytes frame, long micros) throws IOException {
        long packets = frame.size() / LONGEST_PAYLOAD + 4L;
        if (written + frame.size() + packets * (16 + IPV6_HEADER + TCP_HEADER) > limit) {
            return false;
        }
        Numbers numbers = connections.get(connection.number());
        if (numbers == null) {
            numbers = new Numbers();
            connections.put(connection.number(), numbers);
            packet(connection, true, SYN, numbers, Bytes.EMPTY, micros);
            numbers.client++;
            packet(connection, false, SYN_ACK, numbers, Bytes.EMPTY, micros);
            numbers.broker++;
        }
        byte[] size = ByteBuffer.allocate(Integer.BYTES).putInt(frame.size()).array();
        Bytes payload = Bytes.wrap(size).concat(frame);
        for (int from = 0; from < payload.size(); from += LONGEST_PAYLOAD) {
            Bytes part = payload.slice(from, Math.min(payload.size(), from + LONGEST_PAYLOAD));
            packet(connection, fromClient, PSH_ACK, numbers, part, micros);
            if (fromClient) {
                numbers.client += part.size();
            } else {
                numbers.broker += part.size();
            }
        }
        return true;
    }

    private void packet(
            TappedConnection connection, boolean fromClient, int flags, Numbers numbers, Bytes payload, long micros)
            throws IOException {
        InetSocketAddress source = fromClient ? connection.client() : connection.broker();
        InetSocketAddress destination = fromClient ? connection.broker() : connection.client();
        byte[] from = source.getAddress().getAddress();
        byte[] to = destination.getAddress().getAddress();
        boolean v4 = from.length == 4 && to.length == 4;
        int size = (v4 ? IPV4_HEADER : IPV6_HEADER) + TCP_HEADER + payload.size();
        ByteBuffer packet = ByteBuffer.allocate(16 + size);
        long at = started + micros;
        packet.putInt((int) (at / MICROS))
                .putInt((int) (at % MICROS))
                .putInt(size)
                .putInt(size);
        if (v4) {
            ipv4(packet, size, from, to);
        } else {
            ipv6(packet, size - IPV6_HEADER, from, to);
        }
        packet.putShort((short) source.getPort()).putShort((short) destination.getPort());
        packet.putInt(fromClient ? numbers.client : numbers.broker);
        packet.putInt(flags == SYN ? 0 : fromClient ? numbers.broker : numbers.client);
        packet.put((byte) ((TCP_HEADER / 4) << 4)).put((byte) flags).putShort((short) WINDOW);
        packet.putInt(0); // no checksum, as where the network card computes it, and no urgent data
        packet.put(payload.asByteBuffer());
        write(packet);
    }

    private static void ipv4(ByteBuffer packet, int size, byte[] from, byte[] to) {
        int start = packet.position();
        packet.put((byte) 0x45).put((byte) 0).putShort((short) size).putInt(0);
        packet.put((byte) 64).put((byte) TCP).putShort((short) 0).put(from).put(to);
        int sum = 0;
        for (int i = 0; i < IPV4_HEADER; i += 2) {
            sum += packet.getShort(start + i) & 0xffff;
        }
        packet.putShort(start + 10, (short) ~((sum & 0xffff) + (sum >>> 16)));
    }

    private static void ipv6(ByteBuffer packet, int payload, byte[] from, byte[] to) {
        packet.putInt(0x6000_0000).putShort((short) payload).put((byte) TCP).put((byte) 64);
        packet.put(mapped(from)).put(mapped(to));
    }

    /** An address of IPv6, or that of IPv4 in the form that IPv6 has for it (RFC 4291, 2.5.5.2). */
    private static byte[] mapped(byte[] address) {
        if (address.length == 16) {
            return address;
        }
        return ByteBuffer.allocate(16)
                .putShort(10, (short) 0xffff)
                .position(12)
                .put(address)
                .array();
    }

    private void write(ByteBuffer bytes) throws IOException {
        out.write(bytes.array(), 0, bytes.capacity());
        written += bytes.capacity();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
