package io.kspec.inspection.packet;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bytes sent by one side of a connection.
 *
 * @param source the address and port of that side
 * @param destination the address and port of the other side
 * @param bytes all bytes, in order and without duplicates
 */
public record TcpStream(String source, String destination, Bytes bytes) {
    private record Direction(TcpSegment.Endpoint source, TcpSegment.Endpoint destination) {}

    /**
     * The streams in some packets, in the order in which they start; those without payload are omitted.
     *
     * @throws InspectionException if there is none, or if bytes of a stream are missing
     */
    public static List<TcpStream> of(List<Bytes> packets) {
        Map<Direction, List<TcpSegment>> directions = new LinkedHashMap<>();
        for (Bytes packet : packets) {
            Packet.segment(packet).ifPresent(segment -> directions
                    .computeIfAbsent(new Direction(segment.source(), segment.destination()), each -> new ArrayList<>())
                    .add(segment));
        }
        List<TcpStream> streams = new ArrayList<>();
        directions.forEach((direction, segments) -> {
            Bytes bytes = join(segments);
            if (!bytes.isEmpty()) {
                streams.add(new TcpStream(
                        direction.source().toString(), direction.destination().toString(), bytes));
            }
        });
        if (streams.isEmpty()) {
            throw new InspectionException(
                    "expected packets of a TCP connection with payload, found none among " + packets.size());
        }
        return streams;
    }

    /** Whether bytes are a packet of a TCP connection with payload. */
    public static boolean isPacket(Bytes bytes) {
        return Packet.segment(bytes)
                .filter(segment -> !segment.payload().isEmpty())
                .isPresent();
    }

    /** Joins segments that may be out of order or duplicated. */
    private static Bytes join(List<TcpSegment> segments) {
        int first = segments.get(0).sequence() + (segments.get(0).synchronising() ? 1 : 0);
        List<TcpSegment> sorted = segments.stream()
                .filter(segment -> !segment.payload().isEmpty())
                .sorted(Comparator.comparingInt(segment -> segment.sequence() - first))
                .toList();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int base = sorted.isEmpty() ? first : Math.min(0, sorted.get(0).sequence() - first) + first;
        for (TcpSegment segment : sorted) {
            int at = segment.sequence() - base;
            if (at > bytes.size()) {
                throw new InspectionException((at - bytes.size()) + " bytes are missing from the packets: those that "
                        + segment.source() + " sent after the first " + bytes.size());
            }
            int known = bytes.size() - at;
            if (known < segment.payload().size()) {
                bytes.writeBytes(segment.payload().slice(known).toArray());
            }
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    /** Whether this is the opposite direction of a stream. */
    public boolean isAnswerTo(TcpStream other) {
        return source.equals(other.destination) && destination.equals(other.source);
    }
}
