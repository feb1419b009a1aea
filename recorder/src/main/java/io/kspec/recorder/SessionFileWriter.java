package io.kspec.recorder;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.spec.ApiSpec;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writes a session file: a line of JSON for the session, one for each call once it has ended, one for each note, and one for
 * the end. Calls have the form of the mock's journal, which {@code kspec explain} reads. For one thread.
 */
public final class SessionFileWriter implements Closeable {
    /** What remains for the last line when the limit is reached. */
    private static final int ROOM_FOR_END = 1024;

    /** Longer frames are in base64, which takes a third less room and time. */
    private static final int LONGEST_HEX = 4 << 10;

    /** How many bytes are encoded at once: few enough to stay in the processor's cache until they are written. */
    private static final int PIECE = 12 << 10;

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final long limit;
    private final LineChecksum checksum = new LineChecksum();
    private final byte[] piece = new byte[PIECE];
    private final byte[] buffer = new byte[PIECE / 3 * 4];
    private int size;
    private long written;
    private long calls;
    private boolean ended;

    /**
     * Writes the first line.
     *
     * @param limit how many bytes the file may have; the call that would exceed it ends the file
     */
    public SessionFileWriter(OutputStream out, SessionHeader header, long limit) throws IOException {
        this.out = out;
        this.limit = limit;
        text("{\"recording\":1,\"kspec\":").quoted(header.kspec());
        text(",\"target\":").quoted(header.target());
        text(",\"started\":").quoted(header.started());
        text(",\"secrets\":").quoted(header.secretsKept() ? "kept" : "hidden");
        finish();
    }

    /** How many calls were written. */
    public long calls() {
        return calls;
    }

    /** Whether the last line is written, so that nothing more is. */
    public boolean hasEnded() {
        return ended;
    }

    /** Writes a call; nothing if the file has ended, or ends because the call would exceed its limit. */
    public void write(RecordedCall call) throws IOException {
        RecordedFrame response = call.response();
        long atMost = 2L
                        * (call.request().bytes().size()
                                + (response == null ? 0 : response.bytes().size()))
                + 512;
        if (!hasRoom(atMost)) {
            return;
        }
        text("{\"connection\":").number(call.connection());
        text(",\"broker\":").quoted(call.broker());
        text(",\"api\":").quoted(call.api().map(ApiSpec::name).orElse("key " + call.apiKey()));
        text(",\"version\":").number(call.version());
        moment("sent", call.sent());
        moment("ended", call.ended());
        text(",\"ending\":").quoted(call.ending().text());
        frame("request", call.request());
        if (response != null) {
            frame("response", response);
        }
        calls++;
        finish();
    }

    /** Writes a SASL token; nothing if the file has ended, or ends because the token would exceed its limit. */
    public void write(RecordedToken token) throws IOException {
        if (hasRoom(2L * token.frame().bytes().size() + 256)) {
            text("{\"connection\":").number(token.connection());
            text(",\"from\":").quoted(token.fromClient() ? "client" : "broker");
            moment("at", token.at());
            frame("token", token.frame());
            finish();
        }
    }

    /** Writes a remark for humans. */
    public void note(String note) throws IOException {
        if (hasRoom(6L * note.length() + 64)) {
            text("{\"note\":").quoted(note);
            finish();
        }
    }

    /**
     * Writes the last line, unless it is written already.
     *
     * @param reason why the recording ends, for humans
     */
    public void end(String reason) throws IOException {
        if (!ended) {
            ended = true;
            text("{\"end\":").quoted(reason).text(",\"calls\":").number(calls);
            finish();
            out.flush();
        }
    }

    /** Closes the file, which is incomplete unless it was ended. */
    @Override
    public void close() throws IOException {
        out.close();
    }

    private boolean hasRoom(long more) throws IOException {
        if (!ended && written + more > limit - ROOM_FOR_END) {
            end("the limit of " + limit + " bytes was reached");
        }
        return !ended;
    }

    private void moment(String name, RecordedCall.Moment moment) throws IOException {
        text(",\"" + name + "\":{\"order\":").number(moment.order());
        text(",\"micros\":").number(moment.micros()).text("}");
    }

    private void frame(String name, RecordedFrame frame) throws IOException {
        text(",\"" + name + "\":{\"size\":").number(frame.size());
        if (frame.bytes().size() <= LONGEST_HEX) {
            text(",\"hex\":\"").hex(frame.bytes()).text("\"}");
        } else {
            text(",\"base64\":\"").base64(frame.bytes()).text("\"}");
        }
    }

    private SessionFileWriter text(String text) throws IOException {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    private SessionFileWriter number(long number) throws IOException {
        return text(Long.toString(number));
    }

    private SessionFileWriter quoted(String text) throws IOException {
        return text("\"").raw(JsonStringEncoder.getInstance().quoteAsUTF8(text)).text("\"");
    }

    private SessionFileWriter raw(byte[] bytes) throws IOException {
        for (int from = 0; from < bytes.length; ) {
            reserve(1);
            int count = Math.min(bytes.length - from, buffer.length - size);
            System.arraycopy(bytes, from, buffer, size, count);
            size += count;
            from += count;
        }
        return this;
    }

    private SessionFileWriter hex(Bytes bytes) throws IOException {
        reserve(2 * bytes.size());
        byte[] from = bytes.array();
        int end = bytes.arrayOffset() + bytes.size();
        for (int i = bytes.arrayOffset(); i < end; i++) {
            buffer[size++] = DIGITS[from[i] >> 4 & 0xf];
            buffer[size++] = DIGITS[from[i] & 0xf];
        }
        return this;
    }

    private SessionFileWriter base64(Bytes bytes) throws IOException {
        Base64.Encoder encoder = Base64.getEncoder();
        int from = 0;
        for (; bytes.size() - from >= PIECE; from += PIECE) {
            pass();
            bytes.slice(from, from + PIECE).copyTo(piece, 0);
            size = encoder.encode(piece, buffer);
        }
        pass();
        size = encoder.encode(bytes.slice(from).toArray(), buffer);
        return this;
    }

    private void reserve(int more) throws IOException {
        if (size + more > buffer.length) {
            pass();
        }
    }

    /** Passes on what is there of a line. */
    private void pass() throws IOException {
        checksum.update(buffer, size);
        write();
    }

    private void finish() throws IOException {
        pass();
        raw(checksum.suffix()).text("\n");
        write();
    }

    private void write() throws IOException {
        out.write(buffer, 0, size);
        written += size;
        size = 0;
    }
}
