package io.kspec.mock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.mock.script.JournalEntry;
import io.kspec.mock.script.JournalEntry.RequestOutcome;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.spec.Catalog;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JournalWriterTest {
    private static JournalEntry entry(int requestSize) {
        return JournalEntry.received(
                3, 1, "app\nx", Catalog.standard().api("Heartbeat"), 1, Bytes.wrap(new byte[requestSize]), 1000);
    }

    /** A writer that blocks, as a pipe that nobody reads does, until it is released. */
    private static final class Pipe extends Writer {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final StringBuilder written = new StringBuilder();

        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            begun.countDown();
            try {
                if (!released.await(20, TimeUnit.SECONDS)) {
                    throw new IOException("never released");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            written.append(characters, offset, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void aReaderThatDoesNotReadHoldsUpNobodyAndIsToldWhatItMissed() throws Exception {
        Pipe pipe = new Pipe();
        JournalWriter writer = new JournalWriter(pipe, entry -> "line", 2);
        writer.accept(entry(0));
        assertThat(pipe.begun.await(20, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 5; i++) {
            writer.accept(entry(0));
        }

        assertThat(writer.dropped()).isEqualTo(3);
        pipe.released.countDown();
        writer.close();
        assertThat(pipe.written.toString()).isEqualTo("line\n".repeat(3));
        writer.accept(entry(0));
        assertThat(writer.dropped()).isEqualTo(4);
    }

    @Test
    void whatWaitsIsBoundedInBytesToo() throws Exception {
        Pipe pipe = new Pipe();
        JournalWriter writer = new JournalWriter(pipe, entry -> "line", 1000);
        JournalEntry large = entry(40 << 20);
        writer.accept(large);
        assertThat(pipe.begun.await(20, TimeUnit.SECONDS)).isTrue();

        writer.accept(large);
        writer.accept(entry(1));

        assertThat(writer.dropped()).isEqualTo(1);
        pipe.released.countDown();
        writer.close();
        assertThat(pipe.written.toString()).isEqualTo("line\n".repeat(2));
    }

    @Test
    void everyRequestThatEndsBecomesALineOfJson() throws Exception {
        StringWriter out = new StringWriter();
        JournalWriter writer = new JournalWriter(out, JournalLine::json, 100);
        try (MockBroker broker = MockBroker.start();
                WireClient client = new WireClient(broker)) {
            broker.onEnded(writer);
            client.ask("Heartbeat", 1, request -> request.set("GroupId", "g"));
        }
        writer.close();

        JsonNode line = new ObjectMapper().readTree(out.toString());
        assertThat(out.toString()).containsOnlyOnce("\n").endsWith("\n").contains("\"request\":{\"size\":");
        assertThat(line.get("api").asText()).isEqualTo("Heartbeat");
        assertThat(line.get("outcome").asText()).isEqualTo("answered");
        assertThat(line.at("/request/hex").asText()).startsWith("000c0001");
        assertThat(line.at("/response/size").asInt())
                .isEqualTo(line.at("/response/hex").asText().length() / 2);
    }

    @Test
    void aLineOfTextCannotBeBrokenByWhatAClientSends() {
        String line = JournalLine.text(entry(7).unanswered(RequestOutcome.SILENT, "", 1004));

        assertThat(line)
                .startsWith("#0 connection 3, ")
                .contains("Heartbeat v1: SILENT")
                .endsWith(", 7 bytes, 4 ms, client app?x");
    }
}
