package io.kspec.inspection.dump;

import io.kspec.protocol.Bytes;
import java.util.List;

/** The content of a dump. */
public sealed interface Dump {

    /** A sequence of bytes. */
    record Plain(Bytes bytes) implements Dump {}

    /** Network packets, starting with the link or IP header, as captured by tcpdump. */
    record Packets(List<Bytes> packets) implements Dump {
        public Packets {
            packets = List.copyOf(packets);
        }
    }
}
