package io.kspec.inspection.dump;

import io.kspec.protocol.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** Requests with their responses, as the mock broker's journal has them. */
    record Exchanges(List<Frames> exchanges) implements Dump {
        /**
         * A request and its response.
         *
         * @param request the request's frame, without its size
         * @param response the response's frame, without its size, or null if there was none
         */
        public record Frames(Bytes request, @Nullable Bytes response) {}

        public Exchanges {
            exchanges = List.copyOf(exchanges);
        }
    }
}
