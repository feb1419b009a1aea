package io.kspec.inspection.dump;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Packets that Wireshark exports as JSON, and tshark prints with {@code -T json}, {@code -T jsonraw} and {@code -T ek}: the
 * bytes of the frame if they are there ({@code -x}), or else the fields of its TCP segment, which can be all there is ({@code
 * -e}).
 */
final class WiresharkJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int DEEPEST = 16;

    private WiresharkJson() {}

    static boolean isIn(String text) {
        String start = text.stripLeading();
        return (start.startsWith("[") || start.startsWith("{"))
                && text.contains("\"layers\"")
                && (text.contains("\"tcp.payload\"")
                        || text.contains("\"frame_raw\"")
                        || text.contains("\"_source\"")
                        || text.contains("\"tcp_tcp_payload\""));
    }

    static DumpInput read(String text) {
        List<Bytes> packets = new ArrayList<>();
        int count = 0;
        try (MappingIterator<JsonNode> entries =
                MAPPER.readerFor(JsonNode.class).readValues(text)) {
            while (entries.hasNext()) {
                packet(entries.next()).ifPresent(packets::add);
                count++;
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw wrong(e);
        } catch (IOException | RuntimeException e) {
            throw e instanceof InspectionException known ? known : wrong(e);
        }
        if (packets.isEmpty()) {
            throw new InspectionException("expected packets with frame_raw or tcp.payload, found none among " + count);
        }
        return DumpInput.of(DumpFormat.WIRESHARK_JSON, new Dump.Packets(packets));
    }

    private static InspectionException wrong(Exception e) {
        return new InspectionException("expected packets in Wireshark's JSON, found "
                + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }

    private static Optional<Bytes> packet(JsonNode entry) {
        JsonNode layers = entry.findPath("layers");
        JsonNode raw = layers.path("frame_raw");
        String hex = raw.isArray() ? raw.path(0).asText() : raw.asText("");
        if (!hex.isEmpty()) {
            return Optional.of(Bytes.fromHex(hex));
        }
        ExportedSegment segment = new ExportedSegment();
        for (String layer : List.of("ip", "ipv6", "tcp")) {
            collect(layers, layer, segment, 0);
            collect(layers.path(layer), layer, segment, 0);
        }
        return segment.packet();
    }

    private static void collect(JsonNode node, String layer, ExportedSegment segment, int depth) {
        if (node.isArray() && depth < DEEPEST) {
            node.forEach(inner -> collect(inner, layer, segment, depth + 1));
        }
        String prefix = layer + ".";
        String ofElastic = layer + "_" + layer + "_"; // -T ek: tcp_tcp_seq_raw is tcp.seq_raw
        node.properties().forEach(field -> {
            String name = field.getKey().startsWith(ofElastic)
                    ? prefix + field.getKey().substring(ofElastic.length())
                    : field.getKey();
            JsonNode value = field.getValue().isArray() ? field.getValue().path(0) : field.getValue();
            if (value.isTextual() && name.startsWith(prefix)) {
                segment.add(name, value.asText());
            }
        });
    }
}
