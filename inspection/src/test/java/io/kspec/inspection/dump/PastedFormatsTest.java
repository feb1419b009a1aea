package io.kspec.inspection.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The prints of languages, libraries and tools that people paste into reports, all of the same bytes. */
class PastedFormatsTest {
    /** The start of an OffsetFetch v2 request: signs, texts and a quote. */
    private static final Bytes BYTES = Bytes.fromHex("00000013000900020000ff850005" + "6b7350650a" + "000022" + "00");

    private static String each(String format, String separator) {
        return IntStream.range(0, BYTES.size())
                .mapToObj(i -> String.format(format, BYTES.get(i) & 0xff))
                .collect(Collectors.joining(separator));
    }

    private static String signed(String separator) {
        return IntStream.range(0, BYTES.size())
                .mapToObj(i -> Byte.toString(BYTES.get(i)))
                .collect(Collectors.joining(separator));
    }

    /** A Uint8Array as JSON. */
    private static String indexed() {
        return IntStream.range(0, BYTES.size())
                .mapToObj(i -> "\"" + i + "\":" + (BYTES.get(i) & 0xff))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** What gdb prints. */
    private static String addressed() {
        return IntStream.range(0, BYTES.size())
                .mapToObj(i -> (i % 8 == 0 ? "\n0x7ffc558010" + i + " <buf+" + i + ">:" : "")
                        + String.format("\t0x%02x", BYTES.get(i) & 0xff))
                .collect(Collectors.joining());
    }

    private static String base64() {
        return Base64.getEncoder().encodeToString(BYTES.toArray());
    }

    private static String rows(String prefix, String format) {
        String hex = each("%02x", " ");
        return prefix + String.format(format, 0) + hex.substring(0, 47) + "\n" + prefix + String.format(format, 16)
                + hex.substring(48) + "\n";
    }

    private static String ngrep() {
        String hex = each("%02x", " ");
        return "  " + hex.substring(0, 23) + "    " + hex.substring(24, 47) + "    ..............ks\n  "
                + hex.substring(48) + "    Pe...\".\n";
    }

    /** The bytes taken for Latin-1, as JSON. */
    private static String json() {
        return "\"\\u0000\\u0000\\u0000\\u0013\\u0000\\t\\u0000\\u0002\\u0000\\u0000\u00ff\\u0085\\u0000\\u0005ksPe\\n"
                + "\\u0000\\u0000\\\"\\u0000\"";
    }

    private static String netty() {
        String hex = each("%02x", " ");
        return """
                10:11:12.123 [nioEventLoopGroup-2-1] DEBUG i.n.h.l.LoggingHandler - [id: 0x1] READ: 22B
                         +-------------------------------------------------+
                         |  0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f |
                +--------+-------------------------------------------------+----------------+
                |00000000| %s |................|
                |00000010| %-47s |......          |
                +--------+-------------------------------------------------+----------------+
                """
                .formatted(hex.substring(0, 47), hex.substring(48));
    }

    private static String packet(boolean json) {
        String payload = each("%02x", json ? ":" : "");
        return json
                ? """
                        [ { "_index": "packets", "_source": { "layers": {
                            "ip": { "ip.src": "10.0.0.1", "ip.dst": "10.0.0.2" },
                            "tcp": { "tcp.srcport": "40000", "tcp.dstport": "9092", "tcp.seq": "1", "tcp.seq_raw": "3735928559",
                                     "tcp.payload": "%s" } } } } ]
                        """
                        .formatted(payload)
                : """
                        <?xml version="1.0" encoding="utf-8"?>
                        <pdml version="0"><packet><proto name="ip"><field name="ip.src" show="::1" value="01"/></proto>
                        <proto name="tcp"><field name="tcp.srcport" show="40000" value="9c40"/>
                        <field name="tcp.dstport" show="9092" value="2384"/><field name="tcp.seq" show="1" value="00"/>
                        <field name="tcp.payload" show="%s" value="%s"/></proto></packet></pdml>
                        """
                        .formatted(each("%02x", ":"), payload);
    }

    static Stream<Arguments> prints() {
        String hex = each("%02x", " ");
        return Stream.of(
                arguments("erlang", "<<" + each("%d", ",") + ">>"),
                arguments("erlang", "<<0,0,0,19,0,9,0,2,0,0,255,133,0,5,\"ksPe\\n\",0,0,34,0>>"),
                arguments(
                        "erlang",
                        "{ok, <<19:32, 9:16, 2:16/big, 16#ff85:32, 5:16, \"ksPe\", 10, 0, 0, $x - $V>>}"
                                .replace("$x - $V", "34, 0")),
                arguments(
                        "erlang",
                        "iex> IO.inspect(<<0x00, 0x00, 0x00, 19, 0, 9, 0, 2, 0, 0, 255, 133, 0, 5>> <> rest)\n<<"
                                + each("%d", ", ") + ">>"),
                arguments("erlang", "[<<0,0,0,19,0,9,0,2>>, [<<0,0,255,133,0,5>>], <<\"ksPe\\n\">>, <<0,0,34,0>>]"),
                arguments("escaped", "\"\\0\\0\\0\\x13\\0\\t\\0\\x02\\0\\0\\xFF\\x85\\0\\x05ksPe\\n\\0\\0\\\"\\0\""),
                arguments("escaped", "b\"\\0\\0\\0\\x13\\0\\t\\0\\x02\\0\\0\\xff\\x85\\0\\x05ksPe\\n\\0\\0\\\"\\0\""),
                arguments(
                        "escaped",
                        "data = b'\\x00\\x00\\x00\\x13\\x00\\t\\x00\\x02\\x00\\x00\\xff\\x85\\x00\\x05ksPe\\n\\x00\\x00\"\\x00'"),
                arguments(
                        "escaped",
                        "can't parse 'x': \"\\000\\000\\000\\023\\000\\011\\000\\002\\000\\000\\377\\205\\000\\005ksPe\\n\\000\\000\\\"\\000\""),
                arguments(
                        "escaped",
                        "write(7, \"\\0\\0\\0\\23\\0\\t\\0\\2\\0\\0\\377\\205\\0\\5ksPe\\n\\0\\0\\\"\\0\", 22) = 22"),
                arguments(
                        "escaped",
                        "\"\\NUL\\NUL\\NUL\\DC3\\NUL\\t\\NUL\\STX\\NUL\\NUL\\255\\133\\NUL\\ENQksPe\\n\\NUL\\NUL\\\"\\NUL\""),
                arguments(
                        "escaped",
                        "\"\\000\\000\\000\\019\\000\\t\\000\\002\\000\\000\\255\\133\\000\\005ksPe\\n\\000\\000\\\"\\000\""),
                arguments("node", indexed()),
                arguments("node", "{\"level\":\"error\",\"payload\":" + indexed() + "}"),
                arguments("hex", "\\x" + each("%02x", "")),
                arguments("hex", "```\n" + hex + "\n```\n"),
                arguments(
                        "hex",
                        "{length = 22, bytes = 0x00000013 00090002 0000ff85 00056b73 50650a00 00220000}"
                                .replace("220000}", "2200}")),
                arguments("hex", addressed()),
                arguments("follow", rows("", "%08x  ") + "    00000000  00 00 00 04 00 00 ff 85   ........\n"),
                arguments(
                        "follow",
                        "Follow: tcp,hex\n" + rows("", "%08x  ") + "\t00000000  00 00 00 04 00 00 ff 85   ........\n"),
                arguments("node", "<Buffer " + hex + ">"),
                arguments("node", "{ size: 22, buf: <Buffer " + hex + "> }"),
                arguments("node", "{\"type\":\"Buffer\",\"data\":[" + each("%d", ",") + "]}"),
                arguments(
                        "node",
                        "{\"level\":\"ERROR\",\"payload\":{\"type\":\"Buffer\",\"data\":[" + each("%d", ", ") + "]}}"),
                arguments("node", "{ type: 'Buffer', data: [\n" + each("%3d", ",") + "\n] }"),
                arguments("array", "Uint8Array(22) [\n" + each("%3d", ", ") + "\n]"),
                arguments("hex", each("%02X", "-")),
                arguments("netty", netty()),
                arguments("base64", base64()),
                arguments("base64", "\"" + base64().substring(0, 20) + "\n" + base64().substring(20) + "\"\n"),
                arguments("base64", base64().replace("=", "").replace('+', '-').replace('/', '_')),
                arguments("array", "vec![" + each("%du8", ", ") + "]"),
                arguments("array", "let b: [u8; 22] = [" + each("0x%02x", ", ") + "];"),
                arguments("array", "[]byte{" + each("0x%x", ", ") + "}"),
                arguments("array", "var raw = [22]uint8{" + each("%d", ", ") + "}"),
                arguments("array", "main.go:12: got [" + each("%d", " ") + "] from 127.0.0.1:9092"),
                arguments("array", "static const uint8_t pkt[22] = {\n" + each("0x%02X", ", ") + " /* ..[0]. {} */ };"),
                arguments(
                        "array",
                        "new byte[] { 0x00, 0x00, 0x00, 0x13, 0x00, 0x09, 0x00, 0x02, 0, 0, (byte) 0xff, (byte) 0x85, 0, 5,"
                                + " 0x6b, 0x73, 0x50, 0x65, 0x0a, 0, 0, 0x22, 0 }"),
                arguments("array", "java: [" + signed(", ") + "]"),
                arguments("array", "bytearray: ['" + each("0x%02x", "', '") + "']"),
                arguments("array", "val b = byteArrayOf(" + each("0x%02x.toByte()", ", ") + ")"),
                arguments("array", "byteArrayOf(" + signed(", ") + ")"),
                arguments("array", "ubyteArrayOf(" + each("0x%02Xu", ", ") + ")"),
                arguments("array", "let raw = [| " + each("0x%02xuy", "; ") + " |]"),
                arguments("array", "Data([" + each("0x%02x", ", ") + "])"),
                arguments("array", "Array[Byte](" + signed(", ") + ")"),
                arguments("array", "Array(" + each("0x%02x.toByte", ", ") + ")"),
                arguments("array", "[byte[]] $raw = @(" + each("0x%02X", ",") + ")"),
                arguments("hex", each("0x%02X", ",")),
                arguments("hex", "'\\x" + each("%02x", "") + "'::bytea"),
                arguments("hex", "INSERT INTO frames VALUES (7, E'\\\\x" + each("%02x", "") + "');"),
                arguments("hex", "X'" + each("%02X", "") + "'"),
                arguments("percent", each("%%%02X", "")),
                arguments(
                        "percent", "GET /debug?frame=%00%00%00%13%00%09%00%02%00%00%FF%85%00%05ksPe%0A%00%00%22%00 !"),
                arguments(
                        "octal",
                        """
                        0000000  \\0  \\0  \\0 023  \\0  \\t  \\0 002  \\0  \\0 377 205  \\0 005   k   s
                        0000020   P   e  \\n  \\0  \\0   "  \\0
                        0000027
                        """),
                arguments(
                        "octal",
                        """
                        0000000 000 000 000 023 000 011 000 002 000 000 377 205 000 005 153 163
                        0000020 120 145 012 000 000 042 000
                        0000027
                        """),
                arguments("dump", rows("", "%07o ") + "0000027\n"),
                arguments(
                        "dump", "           00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F\n\n" + rows("", "%08X   ")),
                arguments(
                        "dump",
                        "   Label: String (System.String) <1F2E>\n\n          Offset Bytes\n          ------ -----\n"
                                + rows("", "%016X ")),
                arguments(
                        "ngrep",
                        "interface: lo (127.0.0.0/255.0.0.0)\n#\nT 127.0.0.1:40000 -> 127.0.0.1:9092 [AP] #4\n"
                                + ngrep() + "#\n"),
                arguments("ngrep", "T 2024/05/01 12:00:00.123456 10.0.0.1:40000 -> 10.0.0.2:9092 [AP]\n" + ngrep()),
                arguments("escaped", json()),
                arguments("escaped", "2024-05-01 12:00:00 INFO raw=" + json()),
                arguments("escaped", "{\"level\":\"error\",\"raw\":" + json() + "}"),
                arguments("decimal", signed(", ")),
                arguments("decimal", each("%d", " ")),
                arguments("dump", rows("", "%08x: ")),
                arguments("dump", "Received (22 bytes):\n" + rows("  ", "%08x: ") + "\n"),
                arguments("dump", rows("%7|1700000000.123|RECV|rdkafka#consumer-1| [thrd:main]: ", "%08x: ")),
                arguments("dump", rows("2024-05-01 12:00:00,123 DEBUG [main] kafka.net - ", "%04x  ")),
                arguments("hex", "2024-05-01T12:00:00.123Z DEBUG kafka::conn: recv " + hex),
                arguments("hex", "[2024-05-01 12:00:00,123] bytes=" + each("%02x", "") + ","),
                arguments("hex", "time=12:00 level=debug msg=\"read bad: " + hex + "\""),
                arguments("base64", "2024-05-01 12:00:00 INFO payload=" + base64()),
                arguments("wireshark-json", packet(true)),
                arguments("pdml", packet(false)),
                arguments(
                        "journal",
                        "{\n  \"request\" : {\n    \"size\" : 23,\n    \"hex\" : \"" + each("%02x", "")
                                + "\"\n  },\n  \"response\" : null\n}\n"),
                arguments(
                        "journal",
                        "{\"type\":\"result\",\"timeline\":[{\"type\":\"exchange\",\"request\":{\"size\":23,\"hex\":\""
                                + each("%02x", "") + "\",\"fields\":[]},\"response\":null}]}"));
    }

    @ParameterizedTest
    @MethodSource("prints")
    void aPrintIsReadAndItsFormSaid(String format, String text) {
        DumpInput input = DumpReader.read(text.getBytes(StandardCharsets.UTF_8), null);

        assertThat(content(input.dump())).as(text).isEqualTo(BYTES);
        assertThat(input.format().option()).isEqualTo(format);
        assertThat(input.sentence()).startsWith(input.format().title() + ", ");
    }

    private static Bytes content(Dump dump) {
        if (dump instanceof Dump.Plain plain) {
            return plain.bytes();
        }
        if (dump instanceof Dump.Exchanges exchanges) {
            return Bytes.fromHex("00000013").concat(exchanges.exchanges().get(0).request());
        }
        Bytes packet = ((Dump.Packets) dump).packets().get(0); // of a followed stream, the side that opened it
        return packet.slice(packet.size() - BYTES.size());
    }

    @Test
    void whatWasNotPrintedIsSaid() {
        assertThat(DumpReader.read("<Buffer 00 00 ... 14 more bytes>", null).sentence())
                .isEqualTo("a Buffer of Node, 2 bytes; 14 more bytes were not printed");
        assertThat(DumpReader.read("<<0, 0, 1, ...>>", null).sentence())
                .isEqualTo("a binary of Erlang or Elixir, 3 bytes; more bytes were not printed");
        assertThat(DumpReader.read("12:00:00 recv 00 01 02 03 04 05 06 07\n12:00:01 done\n", null)
                        .sentence())
                .isEqualTo("hexadecimal digits, 8 bytes; after a prefix in 1 of 2 lines");
    }

    /** Prose, names and digits that only look like bytes in some form. */
    static Stream<Arguments> nearMisses() {
        return Stream.of(
                arguments("hex", "0x00,0x12,0x00,0x03"),
                arguments("base64", "aGVsbG8gd29ybGQhISEh"),
                arguments("escaped", "'\\x00\\x12\\x00\\x03'"),
                arguments("escaped", "b'\\x0012abcdef'"),
                arguments("escaped", "\"\\x00\\x12 100%25 50%26 20%27 10%28\""),
                arguments("array", "T 127.0.0.1:1 <- 127.0.0.1:2 [0, 18, 0, 3]"),
                arguments("decimal", "000 018 000 003"));
    }

    @ParameterizedTest
    @MethodSource("nearMisses")
    void aNearMissIsNotTakenForAnotherForm(String format, String text) {
        assertThat(DumpReader.read(text, null).format().option()).isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "handler(1, 2, 3) failed (code 4, 5, x, 7)",
                "/topics/orders%20of%20today?key=%C3%A4",
                "T 127.0.0.1:40000 -> 127.0.0.1:9092 [AP] #4\n  .......k\n",
                "0000000 000000 011400 004400"
            })
    void whatHasNoBytesInItIsRefused(String text) {
        assertThatThrownBy(() -> DumpReader.read(text, null)).isInstanceOf(InspectionException.class);
    }

    @Test
    void bytesThatWerePrintedAsReplacementsAreSaidToBeLost() {
        assertThat(DumpReader.read("\"\\u0000\\u0012\ufffd\\ufffd\"", null).sentence())
                .contains("bytes were lost before this was printed: U+FFFD stands in 2 places");
    }

    @Test
    void theFormCanBeForced() {
        assertThat(DumpReader.read("10 20 30 40", null).dump()).isEqualTo(new Dump.Plain(Bytes.fromHex("10203040")));
        assertThat(DumpReader.read("10 20 30 40", DumpFormat.DECIMAL).dump())
                .isEqualTo(new Dump.Plain(Bytes.fromHex("0a141e28")));
        assertThat(DumpReader.read("abcd", DumpFormat.BASE64).dump())
                .isEqualTo(new Dump.Plain(Bytes.fromHex("69b71d")));
        assertThat(DumpReader.read("abcd", DumpFormat.RAW).dump()).isEqualTo(new Dump.Plain(Bytes.fromHex("61626364")));
    }

    @ParameterizedTest
    @EnumSource(DumpFormat.class)
    void textOfAnotherFormIsRefusedWithAReason(DumpFormat format) {
        if (format != DumpFormat.RAW) {
            assertThatThrownBy(() -> DumpReader.read("no <<bytes, ~here", format))
                    .isInstanceOf(InspectionException.class)
                    .hasMessageContaining("expected");
        }
    }

    @Test
    void theTextOfWindowsIsRead() {
        String text = "\ufeff" + each("%02X", "-") + "\r\n";

        for (var charset :
                Arrays.asList(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(DumpReader.read(text.getBytes(charset), null).dump()).isEqualTo(new Dump.Plain(BYTES));
        }
    }

    static Stream<Arguments> hostile() {
        int many = 50_000;
        return Stream.of(
                        "\"" + "\\x00".repeat(many),
                        "\"" + "\\x00".repeat(many) + "\"",
                        "'".repeat(many),
                        "0000: " + "a".repeat(many) + "!",
                        "0000: " + "aa ".repeat(many) + "!",
                        "<<" + "0,".repeat(many),
                        "<<".repeat(many),
                        "<<0:99999999999>>",
                        "[".repeat(many),
                        "{\"a\":".repeat(many),
                        "[{\"layers\":".repeat(many) + "\"_source\" \"tcp.payload\"",
                        "<pdml>" + "<field>".repeat(many),
                        "<!DOCTYPE a [<!ENTITY b \"c\">]><pdml>&b;</pdml>",
                        "/*".repeat(many) + "[1 2 3 4 5]",
                        "/* * ".repeat(many) + "*/{1,2,3,4,5}",
                        "|00000000| 00 |\n".repeat(many / 10),
                        "<Buffer " + "00 ".repeat(many),
                        "x ".repeat(many),
                        "T " + "a:1 -> ".repeat(many),
                        "T a:1 -> b:2\n  " + "00 ".repeat(many),
                        "0000000" + "  \\0".repeat(many),
                        "%00".repeat(many) + "%",
                        "(1, 2".repeat(many),
                        "'\\x" + "00".repeat(many),
                        "A".repeat(many) + "!")
                .map(Arguments::arguments);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    @Timeout(20)
    void hostileTextEndsSoon(String text) {
        assertTimeoutPreemptively(Duration.ofSeconds(15), () -> {
            try {
                DumpReader.read(text, null);
            } catch (InspectionException expected) {
                assertThat(expected.getMessage()).hasSizeLessThan(500);
            }
        });
    }
}
