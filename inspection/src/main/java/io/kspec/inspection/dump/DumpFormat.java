package io.kspec.inspection.dump;

import java.util.Locale;

/** The forms in which bytes can be given: files, and the prints of tools and languages. */
public enum DumpFormat {
    /** A pcap file. */
    PCAP("packets of a pcap file"),
    /** A pcapng file. */
    PCAPNG("packets of a pcapng file"),
    /** Bytes as they are. */
    RAW("raw bytes"),
    /** The journal of the mock broker, or the log of a run: exchanges as JSON. */
    JOURNAL("exchanges of a journal or run log"),
    /** Packets that Wireshark or tshark exported as JSON. */
    WIRESHARK_JSON("packets in Wireshark's JSON"),
    /** Packets that Wireshark or tshark exported as PDML. */
    PDML("packets in PDML"),
    /** Both sides of a TCP stream that Wireshark or tshark followed, as a hex dump. */
    FOLLOW("a followed TCP stream"),
    /** A Buffer of Node as text or JSON. */
    NODE("a Buffer of Node"),
    /** A binary of Erlang or Elixir. */
    ERLANG("a binary of Erlang or Elixir"),
    /** What Netty's LoggingHandler prints. */
    NETTY("a hex dump of Netty"),
    /** Packets as {@code ngrep -x} prints them. */
    NGREP("packets of ngrep"),
    /** Lines of an octal offset and bytes as characters or in octal. */
    OCTAL("an octal dump of od"),
    /** Lines of an offset and bytes. */
    DUMP("a hex dump with offsets"),
    /** The percent encoding of URLs. */
    PERCENT("percent encoding"),
    /** A string with escapes. */
    ESCAPED("a string with escapes"),
    /** An array in brackets or braces. */
    ARRAY("an array of numbers"),
    /** Decimal numbers. */
    DECIMAL("decimal numbers"),
    /** Base64. */
    BASE64("base64"),
    /** Hexadecimal digits. */
    HEX("hexadecimal digits");

    private final String title;

    DumpFormat(String title) {
        this.title = title;
    }

    /** What it is, for humans. */
    public String title() {
        return title;
    }

    /** The name in options and JSON: {@code wireshark-json}. */
    public String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
