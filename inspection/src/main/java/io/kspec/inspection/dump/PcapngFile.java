package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The packets of a pcapng file, as written by Wireshark and tshark: blocks of type, size, content and repeated size
 * (draft-ietf-opsawg-pcapng). Blocks without packets, and packets of links that carry no IP, are skipped.
 */
final class PcapngFile {
    /** A palindrome, because it precedes the byte order of the section. */
    private static final int SECTION_HEADER = 0x0a0d0d0a;

    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;

    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    private static final int MAJOR_VERSION = 1;
    /** Type and size before the content of a block, and its size after it. */
    private static final int BLOCK_START = 8;

    private static final int BLOCK_END = 4;

    /** An interface where packets were captured; {@code longest} limits the bytes kept of a packet, 0 for no limit. */
    private record Interface(int linkType, int longest) {}

    private final byte[] content;
    private final ByteBuffer file;
    private final List<Interface> interfaces = new ArrayList<>();
    private final List<Bytes> packets = new ArrayList<>();
    /** The link type of skipped packets, or -1. */
    private int strangeType = -1;

    private PcapngFile(byte[] content) {
        this.content = content;
        this.file = ByteBuffer.wrap(content);
    }

    static boolean is(byte[] content) {
        return content.length >= Integer.BYTES && ByteBuffer.wrap(content).getInt(0) == SECTION_HEADER;
    }

    static List<Bytes> packets(byte[] content) {
        return new PcapngFile(content).packets();
    }

    /** Where the last complete block ends. */
    static int completeSize(byte[] content) {
        ByteBuffer file = ByteBuffer.wrap(content);
        int at = 0;
        while (content.length - at >= BLOCK_START + BLOCK_END) {
            if (file.getInt(at) == SECTION_HEADER) {
                file.order(ByteOrder.BIG_ENDIAN);
                boolean little = file.getInt(at + BLOCK_START) != BYTE_ORDER_MAGIC;
                file.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            }
            int size = file.getInt(at + Integer.BYTES);
            if (size < BLOCK_START + BLOCK_END || size > content.length - at) {
                break;
            }
            at += size;
        }
        return at;
    }

    private List<Bytes> packets() {
        int at = 0;
        while (at < content.length) {
            at = block(at);
        }
        if (packets.isEmpty() && strangeType >= 0) {
            throw new InspectionException("the pcapng file: expected packets of one of " + LinkTypes.names()
                    + ", found link type " + strangeType);
        }
        return packets;
    }

    /** Reads the block at a position; returns where it ends. */
    private int block(int at) {
        require(at, at, BLOCK_START + BLOCK_END, content.length, "a block");
        int type = file.getInt(at);
        if (type == SECTION_HEADER) {
            beginSection(at);
        }
        int size = file.getInt(at + Integer.BYTES);
        int most = content.length - at;
        if (size < BLOCK_START + BLOCK_END || size > most || size % Integer.BYTES != 0) {
            throw wrong(
                    at + Integer.BYTES,
                    "the size of a block, a multiple of 4 from 12 to " + most,
                    Integer.toUnsignedString(size));
        }
        int end = at + size;
        int repeated = file.getInt(end - BLOCK_END);
        if (repeated != size) {
            throw wrong(end - BLOCK_END, "the block's size " + size + " again", Integer.toUnsignedString(repeated));
        }
        content(type, at, end - BLOCK_END);
        return end;
    }

    private void beginSection(int at) {
        require(at, at, BLOCK_START + 8 + BLOCK_END, content.length, "a section header");
        int magicAt = at + BLOCK_START;
        file.order(ByteOrder.BIG_ENDIAN);
        if (file.getInt(magicAt) != BYTE_ORDER_MAGIC) {
            file.order(ByteOrder.LITTLE_ENDIAN);
        }
        if (file.getInt(magicAt) != BYTE_ORDER_MAGIC) {
            String found = Bytes.wrap(content, magicAt, Integer.BYTES).toHex();
            throw wrong(magicAt, "the byte order, 1a2b3c4d or 4d3c2b1a", found);
        }
        int version = file.getShort(magicAt + Integer.BYTES);
        if (version != MAJOR_VERSION) {
            throw wrong(magicAt + Integer.BYTES, "version " + MAJOR_VERSION, "version " + version);
        }
        interfaces.clear();
    }

    private void content(int type, int block, int end) {
        int start = block + BLOCK_START;
        switch (type) {
            case INTERFACE_DESCRIPTION -> {
                require(block, start, 8, end, "an interface");
                interfaces.add(new Interface(file.getShort(start) & 0xffff, file.getInt(start + 4)));
            }
            case ENHANCED_PACKET -> {
                require(block, start, 20, end, "a packet");
                add(interfaceAt(start), start + 20, file.getInt(start + 12), end);
            }
            case SIMPLE_PACKET -> {
                require(block, start, 4, end, "a packet");
                if (interfaces.isEmpty()) {
                    throw wrong(block, "an interface before a packet", "none");
                }
                Interface first = interfaces.get(0);
                int size = file.getInt(start);
                boolean cut = first.longest() > 0 && Integer.compareUnsigned(size, first.longest()) > 0;
                add(first, start + 4, cut ? first.longest() : size, end);
            }
            default -> {
                // statistics, names and the like
            }
        }
    }

    private Interface interfaceAt(int at) {
        int index = file.getInt(at);
        if (index < 0 || index >= interfaces.size()) {
            throw wrong(
                    at,
                    "one of the " + interfaces.size() + " interfaces described before",
                    "number " + Integer.toUnsignedString(index));
        }
        return interfaces.get(index);
    }

    private void add(Interface from, int start, int size, int end) {
        if (size < 0 || size > end - start) {
            throw wrong(start, "a packet of at most " + (end - start) + " bytes", Integer.toUnsignedString(size));
        }
        if (LinkTypes.isReadable(from.linkType())) {
            packets.add(Bytes.wrap(content, start, size));
        } else {
            strangeType = from.linkType();
        }
    }

    private static void require(int block, int start, int size, int end, String what) {
        if (end - start < size) {
            throw wrong(block, what + " of at least " + size + " bytes", "" + (end - start));
        }
    }

    private static InspectionException wrong(int at, String expected, String found) {
        return new InspectionException("the pcapng file at byte " + at + ": expected " + expected + ", found " + found);
    }
}
