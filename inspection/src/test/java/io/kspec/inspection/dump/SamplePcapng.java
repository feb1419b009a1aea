package io.kspec.inspection.dump;

import io.kspec.protocol.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/** Writes a pcapng file, block by block. */
final class SamplePcapng {
    static final int ETHERNET = 1;
    static final int NAME_RESOLUTION = 4;

    private final ByteBuffer file;

    SamplePcapng(ByteOrder order) {
        file = ByteBuffer.allocate(1 << 12).order(order);
    }

    SamplePcapng section() {
        return block(0x0a0d0d0a, 16, content -> content.putInt(0x1a2b3c4d)
                .putShort((short) 1)
                .putShort((short) 0)
                .putLong(-1));
    }

    SamplePcapng interfaceOf(int linkType, int longest) {
        return block(1, 8, content -> content.putShort((short) linkType)
                .putShort((short) 0)
                .putInt(longest));
    }

    SamplePcapng enhanced(int interfaceIndex, Bytes packet) {
        return block(6, 20 + padded(packet), content -> content.putInt(interfaceIndex)
                .putLong(0)
                .putInt(packet.size())
                .putInt(packet.size())
                .put(packet.toArray()));
    }

    /** A simple packet, of which more may have been on the wire than is kept. */
    SamplePcapng simple(int originalSize, Bytes packet) {
        return block(
                3, 4 + padded(packet), content -> content.putInt(originalSize).put(packet.toArray()));
    }

    SamplePcapng strangeBlock() {
        return block(NAME_RESOLUTION, 4, content -> content.putInt(0));
    }

    private static int padded(Bytes packet) {
        return (packet.size() + 3) / 4 * 4;
    }

    private SamplePcapng block(int type, int size, Consumer<ByteBuffer> content) {
        int end = file.position() + 8 + size;
        file.putInt(type).putInt(size + 12);
        content.accept(file);
        file.position(end).putInt(size + 12);
        return this;
    }

    byte[] bytes() {
        return Bytes.copyOf(file.duplicate().flip()).toArray();
    }
}
