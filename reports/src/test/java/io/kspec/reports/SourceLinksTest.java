package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceLinksTest {
    private static final String DEFINITIONS =
            "https://github\\.com/apache/kafka/blob/[0-9.]+/clients/src/main/resources/common/message/";

    private static String links(String source) {
        return SourceLinks.in(source).stream()
                .filter(piece -> piece.address() != null)
                .map(piece -> piece.text() + " " + piece.address())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void theTextStaysWhatItIs() {
        String source =
                "KIP-98, KIP-360; message definition InitProducerIdRequest: ProducerEpoch; measured on Apache Kafka";
        assertThat(SourceLinks.in(source).stream().map(SourceLinks.Piece::text).collect(Collectors.joining()))
                .isEqualTo(source);
        assertThat(SourceLinks.in(source))
                .filteredOn(piece -> piece.address() != null)
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KIP-227 | KIP-227 https://cwiki\\.apache\\.org/confluence/display/KAFKA/KIP-227%3A\\+Introduce\\+.*",
                "KIP-9999 | KIP-9999 https://cwiki\\.apache\\.org/confluence/dosearchsite\\.action\\?where=KAFKA&queryString=.*KIP-9999.*",
                "KAFKA-5793 | KAFKA-5793 https://issues\\.apache\\.org/jira/browse/KAFKA-5793",
                "Kafka's protocol guide: group membership | Kafka's protocol guide https://kafka\\.apache\\.org/protocol",
                "Kafka's topic configuration max.message.bytes (default: 1 MiB) | max\\.message\\.bytes https://kafka\\.apache\\.org/documentation/#topicconfigs_max\\.message\\.bytes",
                "Kafka's offset.metadata.max.bytes; GroupCoordinatorTest | offset\\.metadata\\.max\\.bytes https://kafka\\.apache\\.org/documentation/#brokerconfigs_offset\\.metadata\\.max\\.bytes\\nGroupCoordinatorTest https://github\\.com/apache/kafka/blob/1eb7644/core/.*GroupCoordinatorTest\\.scala",
                "Karapace 006c9818, schema_reader.py | Karapace 006c9818 https://github\\.com/Aiven-Open/karapace/tree/006c9818",
                "measured on Apache Kafka | ''",
            })
    void whatASourceNamesIsALink(String source, String expected) {
        assertThat(links(source)).matches(expected);
    }

    @Test
    void messageDefinitionsAreThoseOfARelease() {
        assertThat(links("message definition FetchRequest: MaxWaitMs; MetadataResponse.json, LeaderId"))
                .matches("FetchRequest " + DEFINITIONS + "FetchRequest\\.json\n" + "MetadataResponse\\.json "
                        + DEFINITIONS + "MetadataResponse\\.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "IBM/sarama bd98b3a | crc32_field.go | https://github.com/IBM/sarama/blob/bd98b3a/crc32_field.go",
                "twmb/franz-go adb3a18 | pkg/kgo | https://github.com/twmb/franz-go/tree/adb3a18/pkg/kgo",
                "tulios/kafkajs 55b0b41 | src/protocol/decoder.js (Node.js buffers) | https://github.com/tulios/kafkajs/blob/55b0b41/src/protocol/decoder.js",
                "segmentio/kafka-go 3ce2979 | produce client | https://github.com/segmentio/kafka-go/tree/3ce2979",
                "apache/kafka 1eb7644 | NetworkClient.java | https://github.com/apache/kafka/blob/1eb7644/clients/src/main/java/org/apache/kafka/clients/NetworkClient.java",
                "apache/kafka 1eb7644 | observed with SeaweedFS 5f8b632ff | https://github.com/apache/kafka/tree/1eb7644",
                "apache/kafka 1eb7644 | ../../secret.java | https://github.com/apache/kafka/tree/1eb7644",
                "javascript:hacked() 1eb7644 | a.go | none",
                "'' | a.go | none",
            })
    void whatIsKnownOfAClientIsALink(String version, String source, String expected) {
        assertThat(SourceLinks.file(version, source)).isEqualTo(expected);
    }
}
