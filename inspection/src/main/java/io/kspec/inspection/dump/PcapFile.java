package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The packets of a pcap file, as written by tcpdump -w. */
final class PcapFile {
    private static final int MICROSECONDS = 0xa1b2c3d4;
    private static final int NANOSECONDS = 0xa1b23c4d;
    private static final int FILE_HEADER = 24;
    private static final int LINK_TYPE = 20;
    /** The upper bits of the link type say whether link checksums follow the packets. */
    private static final int LINK_TYPE_BITS = 0xffff;

    private static final int PACKET_HEADER = 16;
    private static final int CAPTURED_SIZE = 8;

    private PcapFile() {}

    static boolean is(byte[] content) {
        if (content.length < FILE_HEADER) {
            return false;
        }
        int magic = ByteBuffer.wrap(content).getInt(0);
        return isMagic(magic) || isMagic(Integer.reverseBytes(magic));
    }

    private static boolean isMagic(int magic) {
        return magic == MICROSECONDS || magic == NANOSECONDS;
    }

    static List<Bytes> packets(byte[] content) {
        ByteBuffer file = ByteBuffer.wrap(content);
        file.order(isMagic(file.getInt(0)) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int linkType = file.getInt(LINK_TYPE) & LINK_TYPE_BITS;
        if (!LinkTypes.isReadable(linkType)) {
            throw wrong(LINK_TYPE, "packets of one of " + LinkTypes.names(), "link type " + linkType);
        }
        List<Bytes> packets = new ArrayList<>();
        int at = FILE_HEADER;
        while (at + PACKET_HEADER <= content.length) {
            int size = file.getInt(at + CAPTURED_SIZE);
            at += PACKET_HEADER;
            if (size < 0 || size > content.length - at) {
                throw wrong(
                        at - PACKET_HEADER,
                        "a packet of at most " + (content.length - at) + " bytes",
                        Integer.toUnsignedString(size));
            }
            packets.add(Bytes.wrap(content, at, size));
            at += size;
        }
        return packets;
    }

    /** Where the last complete packet ends. */
    static int completeSize(byte[] content) {
        ByteBuffer file = ByteBuffer.wrap(content);
        file.order(isMagic(file.getInt(0)) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int at = FILE_HEADER;
        while (content.length - at >= PACKET_HEADER) {
            int size = file.getInt(at + CAPTURED_SIZE);
            if (size < 0 || size > content.length - at - PACKET_HEADER) {
                break;
            }
            at += PACKET_HEADER + size;
        }
        return at;
    }

    private static InspectionException wrong(int at, String expected, String found) {
        return new InspectionException("the pcap file at byte " + at + ": expected " + expected + ", found " + found);
    }
}
