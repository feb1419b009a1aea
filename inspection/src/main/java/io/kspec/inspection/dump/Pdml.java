package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Packets that Wireshark exports as PDML, and tshark prints with {@code -T pdml}: the fields of their TCP segments. */
final class Pdml {
    private static final Set<String> SHOWN =
            Set.of("ip.src", "ip.dst", "ipv6.src", "ipv6.dst", "tcp.srcport", "tcp.dstport", "tcp.seq", "tcp.seq_raw");
    private static final String PAYLOAD = "tcp.payload";

    private Pdml() {}

    static boolean isIn(String text) {
        return text.contains("<pdml") || (text.contains("<packet>") && text.contains("<proto "));
    }

    static DumpInput read(String text) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        List<Bytes> packets = new ArrayList<>();
        int count = 0;
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text.strip()));
            ExportedSegment segment = new ExportedSegment();
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("field")) {
                    field(xml, segment);
                } else if (event == XMLStreamConstants.END_ELEMENT
                        && xml.getLocalName().equals("packet")) {
                    segment.packet().ifPresent(packets::add);
                    segment = new ExportedSegment();
                    count++;
                }
            }
        } catch (XMLStreamException e) {
            throw new InspectionException("expected packets in PDML, found "
                    + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
        if (packets.isEmpty()) {
            throw new InspectionException("expected packets with tcp.payload, found none among " + count);
        }
        return DumpInput.of(DumpFormat.PDML, new Dump.Packets(packets));
    }

    private static void field(XMLStreamReader xml, ExportedSegment segment) {
        String name = attribute(xml, "name");
        if (SHOWN.contains(name)) {
            segment.add(name, attribute(xml, "show"));
        } else if (name.equals(PAYLOAD)) {
            segment.add(name, attribute(xml, "value"));
        }
    }

    private static String attribute(XMLStreamReader xml, String name) {
        @Nullable String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
