package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.diagnosis.clients.ClientTexts;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.launch.ConformanceRun;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhyCommandTest {
    private static final String BLOCKS = "kafka: response did not contain all the expected topic/partition blocks";
    private static final String UNDERFLOW = "Buffer underflow while parsing response for request with header "
            + "RequestHeader(apiKey=OFFSET_FETCH, apiVersion=5, clientId=c, correlationId=12)";

    @Test
    void aTextIsAnsweredWithTheWireTheFieldsTheChecksAndTheSource() {
        CommandRun run = CommandRun.of("why", "[sarama] " + BLOCKS);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("A response lacks a topic or a partition that was asked for\n")
                .contains("Printed by Sarama\n", "IBM/sarama bd98b3a, errors.go")
                .contains("On the wire", "What is usually wrong", "OffsetFetch v0 to v7 response, Topics[*].Partitions")
                .contains("- plausible.topic-absent (must):")
                .contains("kspec run --target HOST:PORT --check plausible.topic-absent");
        assertThat(run.outLines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void anApiAndAVersionThatTheTextNamesNarrowTheChecks() {
        CommandRun run = CommandRun.of("why", UNDERFLOW);

        assertThat(run.out())
                .contains("The text names OffsetFetch v5.")
                .contains("kspec run --target HOST:PORT --check wire.well-formed-answer \\\n"
                        + "    --api OffsetFetch --versions OffsetFetch=5\n");
    }

    @Test
    void jsonHasTheSame() throws IOException {
        CommandRun run = CommandRun.of("why", "--format", "json", UNDERFLOW);

        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.path("api").asText()).isEqualTo("OffsetFetch");
        assertThat(json.path("version").asInt()).isEqualTo(5);
        JsonNode match = json.path("matches").path(0);
        assertThat(match.path("fault").asText()).isEqualTo("body-too-short");
        assertThat(match.path("checks")).extracting(JsonNode::asText).containsExactly("wire.well-formed-answer");
        assertThat(match.path("command").asText()).endsWith("--api OffsetFetch --versions OffsetFetch=5");
        assertThat(match.path("texts").path(0).path("client").asText()).isEqualTo("Java");
        assertThat(match.path("texts").path(0).path("commit").asText()).isEqualTo("1eb7644");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void anUnknownTextIsOne(String format) {
        CommandRun run = CommandRun.of("why", "--format", format, "connection refused");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).containsAnyOf("kspec list texts", "\"matches\" : [ ]");
    }

    @Test
    void aLogComesFromStandardInputToo() {
        CommandRun run = CommandRun.withInput("12:00 INFO started\n12:01 ERROR " + BLOCKS + "\n", "why", "-");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Printed by Sarama");
    }

    @Test
    void noTextIsAUsageError() {
        assertThat(CommandRun.of("why").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("why", " ").err()).contains("expected what a client printed, found nothing");
        assertThat(CommandRun.withInput("", "why", "-").exitCode()).isEqualTo(2);
    }

    @Test
    void theChecksOfEveryFaultExist() {
        Set<String> ids =
                ConformanceRun.checks().stream().map(ConformanceTest::id).collect(Collectors.toSet());

        assertThat(ClientTexts.standard().faults())
                .hasSizeGreaterThan(30)
                .allSatisfy(fault -> assertThat(ids).as(fault.id()).containsAll(fault.checks()));
    }

    @Test
    void allTextsAreListed() {
        CommandRun run = CommandRun.of("list", "texts");

        assertThat(run.out()).contains("Sarama", "132 texts; kspec why");
        assertThat(run.outLines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }
}
