package io.kspec.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Inputs of {@code docs/explain.md} other than whole messages in hexadecimal, and what {@code kspec explain} prints for them. */
final class ExplainedInputs {
    private static final String INTRODUCTION =
            """

            ## What people paste

            Bytes come in many forms, and are not always a whole message. `kspec explain` says in its first line what it read;
            `--from` forces another form. It says so if the bytes are no message, and blames nothing then.

            A request names its API and version; a response does not. Without `--api`, all APIs, versions and slips are compared,
            and so is the request that the bytes start like. What describes the bytes best is explained if its certainty is 0.9
            or more; else the three likeliest are named, each with its command line. `GuessedMessagesTest` measures how often
            that is right, with one slip in each of 158 random responses of all APIs: 65 % first, 83 % among the three, and 98 % of
            those told at 0.9. A dump may end before its frame does, as the size before the frame shows: a request is recognized
            by its header, and nothing is blamed for the end that is missing.
            """;

    private ExplainedInputs() {}

    /**
     * An input.
     *
     * @param options the options of the command, or an empty text
     * @param bytes the bytes in some form
     */
    private record Input(String title, String options, String bytes) {

        String section() {
            return "\n### " + title + "\n\n```sh\n./kspec explain " + (options.isEmpty() ? "" : options + " ") + "'\n"
                    + bytes + "\n'\n```\n\n```text\n" + printed() + "```\n";
        }

        private String printed() {
            CommandRun run = run();
            return run.out() + run.err();
        }

        CommandRun run() {
            List<String> arguments = new ArrayList<>(List.of("explain"));
            if (!options.isEmpty()) {
                arguments.addAll(List.of(options.split(" ", -1)));
            }
            arguments.add("\n" + bytes + "\n");
            return CommandRun.of(arguments.toArray(String[]::new));
        }
    }

    private static final List<Input> INPUTS = List.of(
            new Input(
                    "A request that Node printed in a log line",
                    "",
                    """
                    2026-11-29 12:00:00 DEBUG [conn 1] sending <Buffer 00 00 00 24 00 12 00 03
                    00 00 00 01 00 07 72 64 6b 61 66 6b 61 00 0b 6c 69 62 72 64 6b 61 66 6b 61
                    06 32 2e 33 2e 30 00>"""),
            new Input(
                    "A response that Erlang printed",
                    "--response --api Metadata --version 0",
                    """
                    <<0,0,0,1,0,0,0,1,0,0,0,0,0,5,110,111,100,101,49,0,0,35,132,0,0,0,1,0,5,0,5,
                    "test1",0,0,0,0>>"""),
            new Input(
                    "Base64 behind a prefix",
                    "",
                    "2026-11-29 12:00:00 INFO payload=AAAAJAASAAMAAAABAAdyZGthZmthAAtsaWJyZGthZmthBjIuMy4wAA=="),
            new Input(
                    "A bare assignment that Go printed",
                    "",
                    "[]int8{0, 1, 0, 0, 0, 1, 0, 6, 111, 114, 100, 101, 114, 115, 0, 0, 0, 2, 0, 0, 0,\n"
                            + "0, 0, 0, 0, 1, -1, -1, -1, -1}"),
            new Input(
                    "An assignment by its name, with its end missing",
                    "--api ConsumerProtocolAssignment",
                    "000100000001 0006 6f7264657273 00000001 00000000"),
            new Input(
                    "The value of a record in __consumer_offsets",
                    "",
                    "0003 0000000000000029 00000005 0000 0000018bcfe56800"),
            new Input(
                    "A record of a group of the new protocol",
                    "",
                    "0000 0b696e7374616e63652d31 00 04633031 0a2f31302e302e302e31 02 076f7264657273 01 000493e0 00 01000100"),
            new Input(
                    "Both sides of a stream that Wireshark followed",
                    "",
                    """
                    00000000  00 00 00 10 00 03 00 01  00 00 00 05 00 02 63 31   ........ ......c1
                    00000010  00 00 00 00                                        ....
                        00000000  00 00 00 10 00 00 00 05  00 00 00 00 ff ff ff ff   ........ ........
                        00000010  00 00 00 00                                        ...."""),
            new Input(
                    "A packet from the middle of a stream",
                    "",
                    """
                    01:03:34.997361 IP localhost.9092 > localhost.40007: Flags [P.], seq 39:71, length 32
                    \t0x0000:  4500 0054 0001 4000 4006 0000 7f00 0001  E..T..@.@.......
                    \t0x0010:  7f00 0001 2384 9c47 0000 040e 0000 0001  ....#..G........
                    \t0x0020:  8018 0200 0000 0000 0101 080a 0013 9773  ...............s
                    \t0x0030:  0013 9773 0000 0000 0000 0002 0000 0014  ...s............
                    \t0x0040:  79d2 e1dc 0000 ffff ffff 0000 0006 6865  y.............he
                    \t0x0050:  6c6c 6f33                                llo3"""),
            new Input(
                    "The end of a frame before a request",
                    "",
                    "0000000100000007000000\n00000010 0003 0001 00000005 0002 6331 00000000"),
            new Input(
                    "An array of Kotlin, whose end is missing",
                    "",
                    """
                    byteArrayOf(0x00, 0x12.toByte(), 0x00, 0x03, 0, 0, 0, 1, 0x00, 0x02, 0x63, 0x31, 0x00,
                    0x0b, 0x6c, 0x69, 0x62, 0x72)"""),
            new Input(
                    "A bytea of PostgreSQL",
                    "",
                    "INSERT INTO frames VALUES (7, '\\x00030001000000050002633100000000');"),
            new Input(
                    "A connection that ngrep -x printed",
                    "",
                    """
                    T 127.0.0.1:40000 -> 127.0.0.1:9092 [AP] #4
                      00 00 00 10 00 03 00 01    00 00 00 05 00 02 63 31    ..............c1
                      00 00 00 00                                           ....
                    #
                    T 127.0.0.1:9092 -> 127.0.0.1:40000 [AP] #6
                      00 00 00 10 00 00 00 05    00 00 00 00 ff ff ff ff    ................
                      00 00 00 00                                           ...."""),
            new Input(
                    "A newer assignment than Kafka has",
                    "",
                    "0007 00000001 0006 6f7264657273 00000001 00000000 ffffffff 00000005"),
            new Input(
                    "A broken response of an unknown API",
                    "",
                    "00000007 00000001 00000001 0009 6c6f63616c686f7374 00002384 ffff 00000001 00000001 0000 0006\n"
                            + "6f7264657273 00000001 0000 00000000 00000001 00000001 00000001 00000001 00000001"),
            new Input(
                    "A broken response that several APIs can have",
                    "",
                    "00000007 00000001 0006 6f7264657273 00000001 00000000 00000007 0000 0000"),
            new Input("Bytes of an HTTP server", "", "485454502f312e31203430302042616420526571756573740d0a0d0a"),
            new Input("Bytes of a TLS listener", "", "15030300020246"),
            new Input(
                    "A broken request that also decodes as a response",
                    "",
                    "0024 0000 00000002 0004 62726f64 ffffffff"),
            new Input(
                    "Two slips that give the same bytes",
                    "--response --api SyncGroup --version 3",
                    "00000007000000000000001a00000000000100066f7264657273000000010000000000000000"),
            new Input(
                    "The same without the version",
                    "--response --api SyncGroup",
                    "00000007000000000000001a00000000000100066f7264657273000000010000000000000000"));

    /** The part of the page about them. */
    static String page() {
        return INTRODUCTION + INPUTS.stream().map(Input::section).collect(Collectors.joining());
    }
}
