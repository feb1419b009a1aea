package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.cli.console.Terminal;
import io.kspec.inspection.packet.SamplePacket;
import io.kspec.protocol.Bytes;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FollowedCaptureTest {
    private static final Bytes REQUEST = Bytes.fromHex(
            "00000025 00090002 0000002a 0005 6b73706563 0002 6731 00000001 0004 6f726473 00000001 00000000");
    private static final Bytes RESPONSE =
            Bytes.fromHex("00000024 0000002a 00000001 0004 6f726473 00000001 00000000 0000000000000007 0000 0000 0000");

    /** A request, then half of its response's packet, then the rest: each message is explained once, when it is whole. */
    @Test
    @Timeout(120)
    void eachMessageOfAGrowingCaptureIsExplainedOnce(@TempDir Path folder) throws Exception {
        Bytes all =
                SamplePacket.pcap(List.of(SamplePacket.fromClient(1, REQUEST), SamplePacket.fromBroker(1, RESPONSE)));
        int first =
                SamplePacket.pcap(List.of(SamplePacket.fromClient(1, REQUEST))).size();
        Path file = Files.write(
                folder.resolve("growing.pcap"), all.slice(0, first + 30).toArray());
        StringWriter out = new StringWriter();
        Terminal terminal = Terminal.plain(
                InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(new StringWriter()));

        Thread following = new Thread(() -> new Kspec(terminal, Map.of()).run("explain", "--follow", file.toString()));
        following.start();
        await(out, "OffsetFetch (9) v2 request");
        assertThat(out.toString()).doesNotContain("v2 response");
        Files.write(file, all.toArray());
        await(out, "OffsetFetch (9) v2 response");
        following.interrupt();
        following.join();

        assertThat(out.toString())
                .containsOnlyOnce("OffsetFetch (9) v2 request")
                .contains("CommittedOffset = 7");
    }

    private static void await(StringWriter out, String text) throws InterruptedException {
        while (!out.toString().contains(text)) {
            Thread.sleep(20);
        }
    }

    @Test
    void onlyAFileCanBeFollowed() {
        CommandRun run = CommandRun.of("explain", "--follow", "00");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--follow needs a pcap or pcapng file");
    }
}
