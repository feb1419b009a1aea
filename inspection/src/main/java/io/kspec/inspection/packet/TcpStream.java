package io.kspec.inspection.packet;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bytes sent by one side of a connection.
 *
 * @param source the address and port of that side
 * @param destination the address and port of the other side
 * @param number counts the connections between these addresses and ports, from 0
 * @param fromStart whether the packet that opens the connection was captured too
 * @param chunks the captured bytes, in order and without duplicates; one chunk unless some are missing
 * @param missing how many bytes are missing between each chunk and the next
 */
public record TcpStream(
        String source, String destination, int number, boolean fromStart, List<Bytes> chunks, List<Integer> missing) {
    public TcpStream {
        chunks = List.copyOf(chunks);
        missing = List.copyOf(missing);
    }

    private record Direction(TcpSegment.Endpoint source, TcpSegment.Endpoint destination) {}

    private record Key(Direction direction, int number) {}

    /**
     * The streams in some packets, in the order in which they start; those without payload are omitted.
     *
     * @throws InspectionException if there is none
     */
    public static List<TcpStream> of(List<Bytes> packets) {
        Map<Key, List<TcpSegment>> segments = new LinkedHashMap<>();
        Map<Direction, Integer> numbers = new HashMap<>();
        for (Bytes packet : packets) {
            Packet.segment(packet).ifPresent(segment -> sort(segment, segments, numbers));
        }
        List<TcpStream> streams = new ArrayList<>();
        segments.forEach((key, all) -> join(key, all).ifPresent(streams::add));
        if (streams.isEmpty()) {
            throw new InspectionException(
                    "expected packets of a TCP connection with payload, found none among " + packets.size());
        }
        return streams;
    }

    /** Adds a segment to its connection: another one that opens the stream starts a new connection. */
    private static void sort(TcpSegment segment, Map<Key, List<TcpSegment>> segments, Map<Direction, Integer> numbers) {
        Direction direction = new Direction(segment.source(), segment.destination());
        int number = numbers.getOrDefault(direction, 0);
        List<TcpSegment> known = segments.getOrDefault(new Key(direction, number), List.of());
        boolean again = segment.synchronising()
                && !known.isEmpty()
                && known.stream().noneMatch(each -> each.synchronising() && each.sequence() == segment.sequence());
        if (again) {
            number++;
            numbers.put(direction, number);
        }
        segments.computeIfAbsent(new Key(direction, number), key -> new ArrayList<>())
                .add(segment);
    }

    /** Whether bytes are a packet of a TCP connection with payload. */
    public static boolean isPacket(Bytes bytes) {
        return Packet.segment(bytes)
                .filter(segment -> !segment.payload().isEmpty())
                .isPresent();
    }

    /** Joins segments that may be out of order or duplicated; empty if they have no payload. */
    private static Optional<TcpStream> join(Key key, List<TcpSegment> segments) {
        TcpSegment opening = segments.get(0);
        int first = opening.sequence() + (opening.synchronising() ? 1 : 0);
        List<TcpSegment> sorted = segments.stream()
                .filter(segment -> !segment.payload().isEmpty())
                .sorted(Comparator.comparingInt(segment -> segment.sequence() - first))
                .toList();
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        List<Bytes> chunks = new ArrayList<>();
        List<Integer> missing = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean startIsThere = opening.synchronising() && sorted.get(0).sequence() - first <= 0;
        int end = startIsThere ? first : sorted.get(0).sequence();
        for (TcpSegment segment : sorted) {
            int gap = segment.sequence() - end;
            if (gap > 0) {
                chunks.add(Bytes.wrap(bytes.toByteArray()));
                missing.add(gap);
                bytes.reset();
                end = segment.sequence();
            }
            int known = end - segment.sequence();
            if (known < segment.payload().size()) {
                bytes.writeBytes(segment.payload().slice(known).toArray());
                end = segment.sequence() + segment.payload().size();
            }
        }
        chunks.add(Bytes.wrap(bytes.toByteArray()));
        return Optional.of(new TcpStream(
                key.direction().source().toString(),
                key.direction().destination().toString(),
                key.number(),
                startIsThere,
                chunks,
                missing));
    }

    /** The bytes before the first gap. */
    public Bytes bytes() {
        return chunks.get(0);
    }

    /** Whether all bytes between the first and the last that were captured are there. */
    public boolean isGapless() {
        return missing.isEmpty();
    }

    /** Whether this is the opposite direction of a stream. */
    public boolean isAnswerTo(TcpStream other) {
        return source.equals(other.destination) && destination.equals(other.source) && number == other.number;
    }

    /** {@code 127.0.0.1:40000 to 127.0.0.1:9092}. */
    @Override
    public String toString() {
        return source + " to " + destination;
    }
}
