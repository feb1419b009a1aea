package io.kspec.mock.script.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.mock.script.RequestPattern;
import io.kspec.mock.script.ResponseDefinition;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.FieldKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file makes the same stubs as Java code, and errors in it are reported with their place. */
class StubFileTest {
    @Test
    void aFileMakesTheSameStubsAsJava() {
        String text =
                """
                stubs:
                  - name: everything
                    request:
                      api: OffsetFetch
                      versions: 1-2
                      client: app
                      where: {GroupId: g, Topics: null}
                      nth: 3
                    response:
                      ask: {GroupId: other}
                      error: NOT_COORDINATOR
                      set: {"Topics[*].Partitions[*].ErrorCode": 3}
                      remove: ["Topics[0]"]
                      add: {Topics: {Name: t}}
                      bytes:
                        - {insertBefore: ErrorCode, hex: "00000000"}
                        - {insertAfter: ErrorCode, hex: "01"}
                        - {replace: ErrorCode, hex: "02"}
                        - {omit: "Topics[*].Name"}
                        - {double: Header.CorrelationId}
                        - {encode: "Topics[*].Partitions[*].CommittedOffset", as: int16}
                        - {miscount: Topics, by: -1}
                        - {flipBit: "Topics[*].Name", at: -1}
                        - {truncate: 2}
                        - {append: "dead"}
                      sizeOffBy: 1
                      correlationIdOffBy: -1
                      delay: 200ms
                      evenWhereKafkaIsSilent: true
                """;
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("Name", "t");
        String offsets = "Topics[*].Partitions[*].CommittedOffset";

        assertThat(StubFile.parse("stubs.yaml", text))
                .containsExactly(RequestPattern.request("OffsetFetch")
                        .atVersions(1, 2)
                        .fromClient("app")
                        .where("GroupId", "g")
                        .where("Topics", null)
                        .willReturn(ResponseDefinition.asKafka()
                                .asIfAsked("GroupId", "other")
                                .error(ErrorCode.NOT_COORDINATOR)
                                .with("Topics[*].Partitions[*].ErrorCode", 3L)
                                .without("Topics[0]")
                                .adding("Topics", entry)
                                .insertingBefore("ErrorCode", Bytes.fromHex("00000000"))
                                .insertingAfter("ErrorCode", Bytes.fromHex("01"))
                                .replacingBytesOf("ErrorCode", Bytes.fromHex("02"))
                                .omitting("Topics[*].Name")
                                .doubling("Header.CorrelationId")
                                .encoding(offsets, FieldKind.INT16)
                                .miscounting("Topics", -1)
                                .flippingBit("Topics[*].Name", -1)
                                .truncatedBy(2)
                                .trailing(Bytes.fromHex("dead"))
                                .sizeOffBy(1)
                                .correlationIdOffBy(-1)
                                .after(Duration.ofMillis(200))
                                .evenWhereKafkaIsSilent())
                        .onNth(3)
                        .named("everything"));
    }

    @Test
    void endingsAndBodiesAreRead() {
        String text =
                """
                stubs:
                  - {request: {api: Fetch}, response: {ending: silence}}
                  - {request: {api: Fetch}, response: {ending: disconnect}}
                  - {request: {api: Fetch}, response: {ending: disconnect, applied: false}}
                  - {request: {api: Fetch, first: 2}, response: {applied: false, body: "00"}}
                  - {request: {from: 2}, response: {layout: 0, delay: 3s}}
                  - {request: {api: Fetch, refused: true}, response: {ending: overtaken}}
                """;

        assertThat(StubFile.parse("stubs.yaml", text))
                .containsExactly(
                        RequestPattern.request("Fetch").willReturn(ResponseDefinition.silence()),
                        RequestPattern.request("Fetch").willReturn(ResponseDefinition.disconnect()),
                        RequestPattern.request("Fetch").willReturn(ResponseDefinition.disconnectBeforeApplying()),
                        RequestPattern.request("Fetch")
                                .willReturn(ResponseDefinition.aResponse().withBody(Bytes.fromHex("00")))
                                .onFirst(2),
                        RequestPattern.anyRequest()
                                .willReturn(ResponseDefinition.asKafka()
                                        .inLayoutOf(0)
                                        .after(Duration.ofSeconds(3)))
                                .fromNth(2),
                        RequestPattern.request("Fetch")
                                .onlyRefused()
                                .willReturn(ResponseDefinition.asKafka().overtaken()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stubs: 5 | f.yaml:1:8: expected a list of stubs, found 5",
                "[] | f.yaml:1:1: expected a map with stubs, found a list",
                "stubs: [{request: {api: Fetchh}, response: {}}] | f.yaml:1:25: no API named Fetchh",
                "stubs: [{request: {api: Fetch}, response: {sett: {}}}] | f.yaml:1:50: expected one of [add, applied",
                "stubs: [{request: {api: Fetch}, response: {error: NOPE}}] | f.yaml:1:51: expected the name or code of an error, found NOPE",
                "stubs: [{request: {api: Fetch}, response: {set: {Nope: 1}}}] | f.yaml:1:43: Nope: expected the path of a field",
                "stubs: [{request: {api: Fetch, where: {'a b': 1}}, response: {}}] | f.yaml:1:47: expected a path such as",
                "stubs: [{request: {client: app, refused: true}, response: {}}] | f.yaml:1:42: expected a pattern of refused requests to have only an API and versions",
                "stubs: [{request: {nth: 0}, response: {}}] | f.yaml:1:19: expected a range of occurrences from 1 on",
                "stubs: [{request: {}, response: {bytes: [{encode: X, as: int3}]}}] | f.yaml:1:58: expected a type such as int16, found int3",
                "stubs: [{request: {}, response: {bytes: [{insertBefore: X}]}}] | f.yaml:1:42: expected the key hex",
                "stubs: [{request: {}, response: {delay: soon}}] | f.yaml:1:41: expected a time such as 200ms",
                "stubs: [{request: {}}] | f.yaml:1:9: expected a stub with request and response, found a map",
                "stubs: [{request: {}, request: {}}] | f.yaml:1:23: request stands twice",
                "stubs: [ | f.yaml:1:"
            })
    void anErrorIsReportedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> StubFile.parse("f.yaml", text))
                .isInstanceOf(StubFileException.class)
                .hasMessageStartingWith(message);
    }
}
