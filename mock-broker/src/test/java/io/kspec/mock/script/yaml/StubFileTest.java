package io.kspec.mock.script.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kspec.mock.script.FieldStub;
import io.kspec.mock.script.RequestPattern;
import io.kspec.mock.script.ResponseDefinition;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.FieldKind;
import io.kspec.yaml.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of stubs gives the same stubs as Java; problems are reported with their place. */
class StubFileTest {
    @Test
    void aFileGivesTheSameStubsAsJava() {
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
    void endingsAndBodiesAreReadToo() {
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

    @Test
    void anchorsSaveRepeatingAResponse() {
        String text =
                """
                stubs:
                  - {request: {api: Fetch}, response: &slow {delay: 1m}}
                  - {request: {api: Produce}, response: *slow}
                """;

        assertThat(StubFile.parse("stubs.yaml", text))
                .containsExactly(
                        RequestPattern.request("Fetch")
                                .willReturn(ResponseDefinition.asKafka().after(Duration.ofMinutes(1))),
                        RequestPattern.request("Produce")
                                .willReturn(ResponseDefinition.asKafka().after(Duration.ofMinutes(1))));
    }

    @Test
    void digitsNeedNoQuotes() {
        String text =
                """
                stubs:
                  - {request: {client: 0x10}, response: {body: 00000000}}
                  - {request: {}, response: {body: "", bytes: [{append: 1e05}]}}
                """;

        assertThat(StubFile.parse("stubs.yaml", text))
                .containsExactly(
                        RequestPattern.anyRequest()
                                .fromClient("0x10")
                                .willReturn(ResponseDefinition.asKafka().withBody(Bytes.fromHex("00000000"))),
                        RequestPattern.anyRequest()
                                .willReturn(ResponseDefinition.asKafka()
                                        .withBody(Bytes.EMPTY)
                                        .trailing(Bytes.fromHex("1e05"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stubs: 5 | f.yaml:1:8: expected stubs as a list, found 5",
                "[] | f.yaml:1:1: expected a file of stubs as a mapping, found a list",
                "{} | f.yaml:1:1: expected the key stubs in a file of stubs, found none",
                "stubs: [5] | f.yaml:1:9: expected a stub as a mapping, found 5",
                "stubs: [{request: {api: Fetchh}, response: {}}] | f.yaml:1:25: expected the name of an API, found Fetchh; did you mean Fetch?",
                "stubs: [{request: {versions: x}, response: {}}] | f.yaml:1:30: expected versions such as 3, 0-4 or 5+, found x",
                "stubs: [{request: {api: Fetch}, response: {sett: {}}}] | f.yaml:1:44: expected a key of a response, found sett; did you mean set?",
                "stubs: [{request: {api: Fetch}, response: {error: NOPE}}] | f.yaml:1:51: expected the name or code of an error, found NOPE; did you mean NONE?",
                "stubs: [{request: {api: Fetch}, response: {error: 30000}}] | f.yaml:1:51: expected the name or code of an error, found 30000",
                "stubs: [{request: {api: Fetch}, response: {set: {Nope: 1}}}] | f.yaml:1:50: Nope: expected the path of a field in versions",
                "stubs: [{request: {api: Fetch}, response: {set: {ThrotleTimeMs: 1}}}] | f.yaml:1:50: ThrotleTimeMs: expected the path of a field in versions 0-18 of the Fetch (1) response; did you mean ThrottleTimeMs?",
                "stubs: [{request: {api: Fetch}, response: {ask: {'Topics[*].Topik': t}}}] | f.yaml:1:50: Topics[*].Topik: expected the path of a field",
                "stubs: [{request: {api: Fetch}, response: {remove: [Responses]}}] | f.yaml:1:53: Responses: expected the path of an array entry",
                "stubs: [{request: {api: Fetch}, response: {remove: [[]]}}] | f.yaml:1:53: expected the path of an entry, found a list",
                "stubs: [{request: {api: Fetch, where: {'a b': 1}}, response: {}}] | f.yaml:1:40: expected a path such as",
                "stubs: [{request: {api: Fetch, where: {MaxWaitMz: 1}}, response: {}}] | f.yaml:1:40: MaxWaitMz: expected the path of a field in versions 0-18 of the Fetch (1) request; did you mean MaxWaitMs?",
                "stubs: [{request: {client: app, refused: true}, response: {}}] | f.yaml:1:42: expected a pattern of refused requests to have only an API and versions",
                "stubs: [{request: {nth: 0}, response: {}}] | f.yaml:1:25: expected nth as a whole number from 1, found 0",
                "stubs: [{request: {nth: 1, from: 2}, response: {}}] | f.yaml:1:19: expected one of nth, first and from at most, found nth and from",
                "stubs: [{request: {}, response: {ending: silent}}] | f.yaml:1:42: expected an ending, one of disconnect, overtaken, reset, silence; found silent; did you mean silence?",
                "stubs: [{request: {}, response: {ending: silence, delay: 1s, split: 3}}] | f.yaml:1:69: expected no split with an ending without a response, unless sendOnly sends a part of it",
                "stubs: [{request: {}, response: {sendOnly: 3}}] | f.yaml:1:44: expected the key ending next to sendOnly, found none",
                "stubs: [{request: {}, response: {ending: overtaken, sendOnly: 3}}] | f.yaml:1:63: expected the ending disconnect, reset or silence next to sendOnly, found overtaken",
                "stubs: [{request: {}, response: {stallAt: 3}}] | f.yaml:1:43: expected the key stallFor next to stallAt, found none",
                "stubs: [{request: {}, response: {errorMessage: no}}] | f.yaml:1:48: expected the key error next to errorMessage, found none",
                "stubs: [{request: {api: Heartbeat}, response: {error: NOT_COORDINATOR, errorMessage: no}}] | f.yaml:1:55: expected a response with an error message, found that of Heartbeat",
                "stubs: [{request: {api: Heartbeat}, response: {set: {ErrorCode: NOPE}}}] | f.yaml:1:65: ErrorCode at version 0 of Heartbeat (12): ErrorCode: expected int16 or an error's name, found NOPE",
                "stubs: [{request: {api: Heartbeat}, response: {ask: {GroupId: [g]}}}] | f.yaml:1:63: GroupId at version 0 of Heartbeat (12): GroupId: Heartbeat v0 request, HeartbeatRequest, GroupId: expected string, found",
                "stubs: [{request: {api: Heartbeat, where: {GroupId: 5}}, response: {}}] | f.yaml:1:53: GroupId at version 4 of Heartbeat (12): GroupId: Heartbeat v4 request, HeartbeatRequest, GroupId: expected string, found Long 5",
                "stubs: [{request: {api: Fetch}, response: {add: {Responses: [{Nope: 1}]}}}] | f.yaml:1:61: Responses at version 0 of Fetch (1): Responses[0].Nope: expected a field of",
                "stubs: [{request: {api: Fetch}, response: {add: {Responses: []}}}] | f.yaml:1:61: expected an entry or a list of entries, found a list",
                "stubs: [{request: {api: Fetch}, response: {bytes: [{miscount: ThrottleTimeMs, by: 1}]}}] | f.yaml:1:63: ThrottleTimeMs: expected a field with a length or count, found int32",
                "stubs: [{request: {api: Fetch}, response: {bytes: [{encode: 'Responses[*].Topic', as: int8}]}}] | f.yaml:1:61: Responses[*].Topic: expected a whole number, found string",
                "stubs: [{request: {api: Fetch}, response: {records: [{wrongCrc: ThrottleTimeMs}]}}] | f.yaml:1:65: ThrottleTimeMs at version 1 of Fetch (1): ThrottleTimeMs: expected a field of record batches, found int32",
                "stubs: [{request: {api: Fetch}, response: {records: [{cut: 'Responses[*].Partitions[*].Records'}]}}] | f.yaml:1:60: expected the key by next to cut, found none",
                "stubs: [{request: {api: Fetch}, response: {records: [{reorder: 'Responses[*].Partitions[*].Records', by: 1}]}}] | f.yaml:1:106: expected a key of a change of records with reorder, one of reorder; found by",
                "stubs: [{request: {api: Fetch}, response: {records: [{header: 'Responses[*].Partitions[*].Records', field: Crk, value: 1}]}}] | f.yaml:1:108: expected a field of a record batch's header, one of BaseOffset",
                "stubs: [{request: {api: Fetch}, response: {records: [{batch: 1}]}}] | f.yaml:1:54: expected a change of records with one of cut, reorder, rebase, wrongCrc, repeat, header; found none",
                "stubs: [{request: {chance: 2}, response: {}}] | f.yaml:1:28: expected chance as a number above 0, up to 1, found 2",
                "stubs: [{request: {seed: 2}, response: {}}] | f.yaml:1:26: expected the key chance next to seed, found none",
                "stubs: [{request: {api: UpdateMetadata}, response: {}}] | f.yaml:1:25: expected an API that the mock broker answers, found UpdateMetadata",
                "stubs: [{request: {api: Heartbeat, versions: 5+}, response: {}}] | f.yaml:1:46: expected versions that the mock broker answers, which are 0-4 of Heartbeat, found 5+",
                "stubs: [{request: {api: Heartbeat, refused: true}, response: {error: NOT_COORDINATOR}}] | f.yaml:1:70: expected only a body, a delay or an ending for refused requests other than ApiVersions",
                "stubs: [{request: {}, response: {bytes: [{replace: CorrelationId, hex: '00'}]}}] | f.yaml:1:52: CorrelationId: expected the path of a field of a response; did you mean Header.CorrelationId?",
                "stubs: [{request: {}, response: {set: {ErorCode: 1}}}] | f.yaml:1:40: ErorCode: expected the path of a field of a response; did you mean ErrorCode?",
                "stubs: [{request: {api: Fetch}, response: {layout: 99}}] | f.yaml:1:52: expected layout as a whole number from 0 to 18, found 99",
                "stubs: [{request: {}, response: {bytes: [{encode: X, as: int3}]}}] | f.yaml:1:58: expected a type of whole numbers, one of int8, int16, uint16, int32, uint32, int64; found int3; did you mean int8?",
                "stubs: [{request: {}, response: {bytes: [{encode: X, as: string}]}}] | f.yaml:1:58: expected a type of whole numbers, one of",
                "stubs: [{request: {}, response: {bytes: [{insertBefore: X}]}}] | f.yaml:1:42: expected the key hex in a change of bytes with insertBefore, found none",
                "stubs: [{request: {}, response: {bytes: [{insertBefore: X, hex: 0g}]}}] | f.yaml:1:65: expected hex as pairs of hexadecimal digits, found 0g",
                "stubs: [{request: {}, response: {bytes: [{truncate: 0}]}}] | f.yaml:1:53: expected to omit at least 1 byte, found 0",
                "stubs: [{request: {}, response: {bytes: [{omit: ErrorCode, hex: 00}]}}] | f.yaml:1:60: expected a key of a change of bytes with omit, one of omit; found hex",
                "stubs: [{request: {}, response: {bytes: [{omt: X}]}}] | f.yaml:1:43: expected a change of bytes, one of append, double, encode,",
                "stubs: [{request: {}, response: {bytes: [{omit: X, double: X}]}}] | f.yaml:1:42: expected a change of bytes with one of append, double, encode,",
                "stubs: [{request: {}, response: {bytes: [{hex: 00}]}}] | f.yaml:1:42: expected a change of bytes with one of append, double, encode,",
                "stubs: [{request: {}, response: {bytes: [omit]}}] | f.yaml:1:42: expected a change of bytes such as {omit: ErrorCode}, found omit",
                "stubs: [{request: {}, response: {delay: soon}}] | f.yaml:1:41: expected delay as a duration from 0ms to 1440m, such as 250ms, 10s or 2m, found soon",
                "stubs: [{request: {}}] | f.yaml:1:9: expected the key response in a stub, found none",
                "stubs: [{response: {}}] | f.yaml:1:9: expected the key request in a stub, found none",
                "stubs: [{request: {}, request: {}, response: {}}] | f.yaml:1:23: expected each key once, found request again; the first is at 1:10",
                "stubs: [ | f.yaml:1:9: not valid YAML: while parsing"
            })
    void aProblemIsReportedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> StubFile.parse("f.yaml", text))
                .isInstanceOf(StubFileException.class)
                .hasMessageStartingWith(message)
                .satisfies(refused ->
                        assertThat(((StubFileException) refused).problems()).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blackhole.yaml",
                "commit.yaml",
                "commit2.yaml",
                "dup2.yaml",
                "err.yaml",
                "fifo2.yaml",
                "oor.yaml"
            })
    void theStubsOfUsersAreRead(String file) throws IOException {
        assertThat(StubFile.parse(file, FieldStub.text(file))).hasSize(1);
    }

    @Test
    void aStubOfAUserThatCouldNotActIsRefused() throws IOException {
        String text = FieldStub.text("corrid.yaml");

        assertThatThrownBy(() -> StubFile.parse("corrid.yaml", text))
                .hasMessage("corrid.yaml:4:34: CorrelationId: expected the path of a field of a response;"
                        + " did you mean Header.CorrelationId?");
    }

    @Test
    void allProblemsOfAFileAreReportedTogetherInItsOrder() {
        String text =
                """
                stubs:
                  - request: {api: Fetchh, frist: 2}
                    response: {set: {Nope: 1}, error: NOPE, delay: soon}
                  - request: {api: Heartbeat, where: {GropId: g, MemberIt: m}}
                    response:
                      set: {ErorCode: 1}
                      bytes:
                        - {omit: ThrotleTimeMs}
                        - {flipBit: ErrorCode}
                """;

        StubFileException refused = catchThrowableOfType(StubFileException.class, () -> StubFile.parse("f.yaml", text));

        assertThat(refused.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "f.yaml:2:20: expected the name of an API, found Fetchh; did you mean Fetch?",
                        "f.yaml:2:28: expected a key of a request, one of api, broker, chance, client, every, first, from,"
                                + " nth, refused, seed, versions, where; found frist; did you mean first?",
                        "f.yaml:3:39: expected the name or code of an error, found NOPE; did you mean NONE?",
                        "f.yaml:3:52: expected delay as a duration from 0ms to 1440m, such as 250ms, 10s or 2m, found soon",
                        "f.yaml:4:39: GropId: expected the path of a field in versions 0-4 of the Heartbeat (12) request;"
                                + " did you mean GroupId?",
                        "f.yaml:4:50: MemberIt: expected the path of a field in versions 0-4 of the Heartbeat (12) request;"
                                + " did you mean MemberId?",
                        "f.yaml:6:13: ErorCode: expected the path of a field in versions 0-4 of the Heartbeat (12) response;"
                                + " did you mean ErrorCode?",
                        "f.yaml:8:18: ThrotleTimeMs: expected the path of a field in versions 0-4 of the Heartbeat (12) response;"
                                + " did you mean ThrottleTimeMs?",
                        "f.yaml:9:11: expected the key at in a change of bytes with flipBit, found none");
    }
}
