package io.kspec.inspection.dump;

import io.kspec.protocol.Bytes;
import java.util.List;

/** What a dump holds. */
public sealed interface Dump {

    /** Bytes in a row. */
    record Plain(Bytes bytes) implements Dump {}

    /** Packets of a network, from the link or the IP header on, as tcpdump captures them. */
    record Packets(List<Bytes> packets) implements Dump {
        public Packets {
            packets = List.copyOf(packets);
        }
    }
}
