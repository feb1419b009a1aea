package io.kspec.diagnosis;

import io.kspec.protocol.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A protocol other than Kafka's, recognized by the first bytes of a connection.
 *
 * @param kind the protocol
 * @param what what the bytes are, for humans: {@code an HTTP response}
 * @param detail a part of them for humans, such as the first line; may be empty
 * @param end where other bytes may follow it: after a PROXY header; 0 if it is not known
 */
public record ForeignProtocol(Kind kind, String what, String detail, int end) {

    /** The protocols. */
    public enum Kind {
        HTTP("an HTTP server"),
        TLS("a TLS listener"),
        SSH("an SSH server"),
        REDIS("a Redis server"),
        AMQP("an AMQP broker"),
        /** The header of HAProxy's PROXY protocol, which a load balancer sends before the bytes of the client. */
        PROXY("a PROXY header"),
        ZOOKEEPER("a ZooKeeper server");

        private final String server;

        Kind(String server) {
            this.server = server;
        }

        /** Who answers so, for humans. */
        public String server() {
            return server;
        }
    }

    private static final int LONGEST_LINE = 80;
    /** How many bytes the first line may have. */
    private static final int LINE_LIMIT = 4096;

    private static final Pattern HTTP_REQUEST = Pattern.compile(
            "(?:GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH|CONNECT|TRACE) \\S{1,2000}(?: HTTP/[0-9.]{1,3})?");
    private static final Pattern REDIS_LINE =
            Pattern.compile("[*$:][-+]?[0-9]{1,10}|\\+[A-Za-z][ -~]*|-[A-Z]{2,20}( [ -~]*)?");
    private static final Pattern PROXY_LINE = Pattern.compile("PROXY (?:TCP4|TCP6|UNKNOWN)(?: [ -~]*)?");
    private static final Pattern ZOOKEEPER_WORD = Pattern.compile("ruok|imok|srvr|stat|mntr|conf|envi|cons|isro|wchs");
    private static final Bytes PROXY_SIGNATURE = Bytes.fromHex("0d0a0d0a000d0a515549540a");
    private static final int PROXY_HEADER = 16;
    /** Type, flags and the start of the stream's number in the header of a frame of HTTP/2. */
    private static final Bytes HTTP_2_SETTINGS = Bytes.fromHex("0400000000");

    private static final int HTTP_2_FRAME = 9;
    private static final int HTTP_2_SETTING = 6;
    private static final int HIGHEST_HTTP_2_SETTING = 9;

    private static final int TLS_MAJOR_VERSION = 3;
    private static final int TLS_ALERT = 21;
    private static final Map<Integer, String> TLS_RECORDS =
            Map.of(20, "change of cipher", TLS_ALERT, "alert", 22, "handshake", 23, "encrypted data");
    private static final Map<Integer, String> TLS_HANDSHAKES = Map.of(
            1, "ClientHello", 2, "ServerHello", 11, "certificate", 12, "ServerKeyExchange", 14, "ServerHelloDone");
    /** RFC 8446, 6.2. */
    private static final Map<Integer, String> TLS_ALERTS = Map.ofEntries(
            Map.entry(0, "close_notify"),
            Map.entry(10, "unexpected_message"),
            Map.entry(20, "bad_record_mac"),
            Map.entry(22, "record_overflow"),
            Map.entry(40, "handshake_failure"),
            Map.entry(42, "bad_certificate"),
            Map.entry(46, "certificate_unknown"),
            Map.entry(47, "illegal_parameter"),
            Map.entry(48, "unknown_ca"),
            Map.entry(50, "decode_error"),
            Map.entry(70, "protocol_version"),
            Map.entry(80, "internal_error"),
            Map.entry(112, "unrecognized_name"),
            Map.entry(116, "certificate_required"));

    private static final int ZOOKEEPER_PASSWORD = 16;
    private static final int LONGEST_SESSION = 3_600_000;

    /** The protocol whose bytes these are; empty if they may be Kafka's. */
    public static Optional<ForeignProtocol> of(Bytes bytes) {
        return text(bytes)
                .or(() -> tls(bytes))
                .or(() -> amqp(bytes))
                .or(() -> proxy(bytes))
                .or(() -> http2(bytes))
                .or(() -> zooKeeper(bytes));
    }

    /** Whether these are the bytes of a protocol of lines of text. */
    public static boolean isText(Bytes bytes) {
        return text(bytes).isPresent();
    }

    /** {@code an HTTP response ("HTTP/1.1 400 Bad Request")}. */
    public String sentence() {
        return what + (detail.isEmpty() ? "" : " (" + detail + ")");
    }

    private static Optional<ForeignProtocol> text(Bytes bytes) {
        int end = lineEnd(bytes);
        String line = new String(bytes.slice(0, end).toArray(), StandardCharsets.ISO_8859_1);
        boolean ended = end < bytes.size();
        if (line.startsWith("HTTP/1.") || line.startsWith("HTTP/2") || line.equals("HTTP")) {
            return found(Kind.HTTP, "an HTTP response", line);
        }
        if (line.startsWith("PRI * HTTP/2.0")) {
            return found(Kind.HTTP, "the start of an HTTP/2 connection", line);
        }
        if (HTTP_REQUEST.matcher(line).matches()) {
            return found(Kind.HTTP, "an HTTP request", line);
        }
        if (line.startsWith("SSH-")) {
            return found(Kind.SSH, "the start of an SSH connection", line);
        }
        if (PROXY_LINE.matcher(line).matches() && ended) {
            return Optional.of(
                    new ForeignProtocol(Kind.PROXY, "a PROXY protocol header", shown(line), afterLine(bytes, end)));
        }
        if (ended
                && end > 1
                && bytes.get(end) == '\r'
                && REDIS_LINE.matcher(line).matches()) {
            return found(Kind.REDIS, "Redis' protocol", line);
        }
        if (ZOOKEEPER_WORD.matcher(line).matches() && afterLine(bytes, end) >= bytes.size()) {
            return found(Kind.ZOOKEEPER, "a four-letter word of ZooKeeper", line);
        }
        return Optional.empty();
    }

    private static int lineEnd(Bytes bytes) {
        int end = 0;
        int most = Math.min(bytes.size(), LINE_LIMIT);
        while (end < most && bytes.get(end) != '\r' && bytes.get(end) != '\n') {
            end++;
        }
        return end;
    }

    private static int afterLine(Bytes bytes, int end) {
        int after = end;
        if (after < bytes.size() && bytes.get(after) == '\r') {
            after++;
        }
        return after < bytes.size() && bytes.get(after) == '\n' ? after + 1 : after;
    }

    private static Optional<ForeignProtocol> found(Kind kind, String what, String line) {
        return Optional.of(new ForeignProtocol(kind, what, shown(line), 0));
    }

    private static String shown(String line) {
        String text = line.replaceAll("[^ -~]", "?");
        return text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "…" : text;
    }

    /** RFC 8446, 5.1: type, version and length. What is cut off before the length is told by the version. */
    private static Optional<ForeignProtocol> tls(Bytes bytes) {
        if (bytes.size() < 3 || bytes.get(1) != TLS_MAJOR_VERSION || bytes.get(2) < 0 || bytes.get(2) > 4) {
            return Optional.empty();
        }
        int type = bytes.get(0);
        String name = TLS_RECORDS.get(type);
        if (name == null) {
            return Optional.empty();
        }
        String detail = "";
        if (type == TLS_ALERT && bytes.size() >= 7) {
            String alert = TLS_ALERTS.get(bytes.get(6) & 0xff);
            detail = (bytes.get(5) == 2 ? "fatal, " : "") + (alert == null ? "alert " + (bytes.get(6) & 0xff) : alert);
        } else if (type == 22 && bytes.size() >= 6) {
            detail = TLS_HANDSHAKES.getOrDefault((int) bytes.get(5), "");
        }
        return Optional.of(new ForeignProtocol(Kind.TLS, "TLS, " + article(name), detail, 0));
    }

    private static String article(String name) {
        return switch (name) {
            case "alert" -> "an alert";
            case "encrypted data" -> name;
            default -> "a " + name;
        };
    }

    private static Optional<ForeignProtocol> amqp(Bytes bytes) {
        if (bytes.size() < 8 || bytes.getInt(0) != 0x414d5150) {
            return Optional.empty();
        }
        String version = bytes.get(4) == 0
                ? bytes.get(5) + "-" + bytes.get(6) + "-" + bytes.get(7)
                : bytes.get(5) + "." + bytes.get(6) + "." + bytes.get(7);
        return Optional.of(new ForeignProtocol(Kind.AMQP, "the start of an AMQP connection", "version " + version, 0));
    }

    /** Version 2 of the PROXY protocol: 12 bytes that no text has, version and command, family, and the length of the rest. */
    private static Optional<ForeignProtocol> proxy(Bytes bytes) {
        if (bytes.size() < PROXY_HEADER
                || !bytes.slice(0, PROXY_SIGNATURE.size()).equals(PROXY_SIGNATURE)) {
            return Optional.empty();
        }
        int end = PROXY_HEADER + (bytes.getShort(14) & 0xffff);
        return Optional.of(
                new ForeignProtocol(Kind.PROXY, "a PROXY protocol header", "version 2", Math.min(end, bytes.size())));
    }

    /** A SETTINGS frame, with which each side of HTTP/2 starts, of settings that RFC 9113 has. */
    private static Optional<ForeignProtocol> http2(Bytes bytes) {
        if (bytes.size() < HTTP_2_FRAME
                || bytes.getShort(0) != 0
                || !bytes.slice(3, 8).equals(HTTP_2_SETTINGS)) {
            return Optional.empty();
        }
        int size = bytes.get(2);
        boolean settings = size > 0 && size % HTTP_2_SETTING == 0 && size <= bytes.size() - HTTP_2_FRAME;
        for (int at = HTTP_2_FRAME; settings && at < HTTP_2_FRAME + size; at += HTTP_2_SETTING) {
            settings = bytes.getShort(at) > 0 && bytes.getShort(at) <= HIGHEST_HTTP_2_SETTING;
        }
        return settings
                ? Optional.of(new ForeignProtocol(Kind.HTTP, "the start of an HTTP/2 connection", "SETTINGS", 0))
                : Optional.empty();
    }

    /** ConnectRequest and ConnectResponse of ZooKeeper: protocol version 0, a timeout, a session and a password of 16 bytes. */
    private static Optional<ForeignProtocol> zooKeeper(Bytes bytes) {
        for (int request : List.of(1, 0)) {
            int password = request == 1 ? 28 : 20;
            int timeout = request == 1 ? 16 : 8;
            int least = password + ZOOKEEPER_PASSWORD;
            if (bytes.size() >= least + Integer.BYTES
                    && (bytes.getInt(0) == least || bytes.getInt(0) == least + 1)
                    && bytes.getInt(0) <= bytes.size() - Integer.BYTES
                    && bytes.getInt(4) == 0
                    && bytes.getInt(password) == ZOOKEEPER_PASSWORD
                    && bytes.getInt(timeout) > 0
                    && bytes.getInt(timeout) <= LONGEST_SESSION) {
                return Optional.of(new ForeignProtocol(
                        Kind.ZOOKEEPER,
                        request == 1 ? "a ConnectRequest of ZooKeeper" : "a ConnectResponse of ZooKeeper",
                        "session timeout " + bytes.getInt(timeout) + " ms",
                        0));
            }
        }
        return Optional.empty();
    }
}
