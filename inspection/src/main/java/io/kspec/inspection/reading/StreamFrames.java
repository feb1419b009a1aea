package io.kspec.inspection.reading;

import io.kspec.inspection.packet.TcpStream;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.spec.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The frames in the bytes of one side of a connection. If bytes are missing, or precede the capture, the frame around them is
 * left out, and the next one is searched for.
 *
 * @param frames the frames; the last may be cut off at the end of the capture
 * @param leftOut how many of the captured bytes are in none of them
 * @param boundary where the first frame starts
 */
record StreamFrames(List<FrameCandidate> frames, int leftOut, int boundary) {
    private static final int SIZE = 4;
    /** Size, API key, version, correlation id, and the length of the client id. */
    private static final int REQUEST_START = SIZE + 10;

    private static final int RESPONSE_START = SIZE + 4;
    private static final int LARGEST_FRAME = 100 << 20;
    /** How far a frame is searched for. */
    private static final int MOST = 1 << 20;

    /** How many frames are looked at in such a search. */
    private static final int MOST_STEPS = 4_000_000;

    private static final int LONGEST_CLIENT_ID = 249;
    /** How much higher the next correlation id of a connection may be. */
    private static final int CORRELATION_STEP = 1000;

    StreamFrames {
        frames = List.copyOf(frames);
    }

    /** The frames of a client, or of a broker that has the given correlation ids to answer. */
    static StreamFrames of(TcpStream stream, @Nullable Set<Integer> correlationIds) {
        List<FrameCandidate> frames = new ArrayList<>();
        int leftOut = 0;
        int boundary = 0;
        for (int i = 0; i < stream.chunks().size(); i++) {
            Bytes chunk = stream.chunks().get(i);
            boolean atBoundary = i == 0 && (stream.fromStart() || startsFrame(chunk, 0, correlationIds));
            int start = atBoundary ? 0 : next(chunk, correlationIds);
            if (start < 0 && i == 0 && stream.isGapless()) {
                start = 0;
            }
            leftOut += start < 0 ? chunk.size() : start;
            boundary = i == 0 ? start : boundary;
            List<FrameCandidate> found = start < 0 ? List.of() : FrameCandidate.leading(chunk.slice(start));
            for (FrameCandidate frame : found) {
                if (frame.isCutOff() && i + 1 < stream.chunks().size()) {
                    leftOut += SIZE + frame.bytes().size();
                } else {
                    frames.add(frame);
                }
            }
        }
        return new StreamFrames(frames, leftOut, boundary);
    }

    /** Where the next frame starts from which others lead to the end of the bytes, or -1. */
    static int next(Bytes bytes, @Nullable Set<Integer> correlationIds) {
        int most = Math.min(bytes.size(), MOST);
        int steps = 0;
        for (int at = 0; at < most && steps < MOST_STEPS; at++) {
            if (startsFrame(bytes, at, correlationIds)) {
                int frames = framesToTheEnd(bytes, at, correlationIds);
                if (frames > 0) {
                    return at;
                }
                steps -= frames;
            }
        }
        return -1;
    }

    /**
     * Where requests start that decode, or at least two responses whose correlation ids ascend, in bytes that start within
     * another frame; -1 if there are none.
     */
    static int afterTail(Bytes bytes) {
        int most = Math.min(bytes.size(), MOST);
        int steps = 0;
        for (int at = 1; at < most && steps < MOST_STEPS; at++) {
            int requests = startsFrame(bytes, at, null) ? framesToTheEnd(bytes, at, null) : 0;
            if (requests > 0 && firstDecodes(bytes, at)) {
                return at;
            }
            int responses = responsesToTheEnd(bytes, at);
            if (responses > 1) {
                return at;
            }
            steps += Math.abs(requests) + Math.abs(responses);
        }
        return -1;
    }

    private static boolean firstDecodes(Bytes bytes, int at) {
        int end = at + SIZE + bytes.getInt(at);
        return end <= bytes.size()
                && Frames.attemptRequest(bytes.slice(at + SIZE, end)).succeeded();
    }

    /** How many responses with ascending correlation ids lead to the end; not above 0 if they do not. */
    private static int responsesToTheEnd(Bytes bytes, int from) {
        int at = from;
        int count = 0;
        long previous = -1;
        while (at < bytes.size()) {
            int size = at + RESPONSE_START <= bytes.size() ? bytes.getInt(at) : -1;
            if (size < SIZE || size > bytes.size() - at - SIZE) {
                return -count;
            }
            int number = bytes.getInt(at + SIZE);
            if (number < 0 || (count > 0 && (number <= previous || number - previous > CORRELATION_STEP))) {
                return -count;
            }
            previous = number;
            count++;
            at += SIZE + size;
        }
        return count;
    }

    /** How many frames lead to the end, the last of which may be cut off; not above 0 if they do not. */
    private static int framesToTheEnd(Bytes bytes, int from, @Nullable Set<Integer> correlationIds) {
        int start = correlationIds == null ? REQUEST_START : RESPONSE_START;
        int at = from;
        int count = 0;
        while (at < bytes.size() && (count == 0 || bytes.size() - at >= start)) {
            if (!startsFrame(bytes, at, correlationIds)) {
                return -count;
            }
            count++;
            at += Math.min(SIZE + bytes.getInt(at), bytes.size() - at);
        }
        return count;
    }

    /** Whether a size, and a header after it, are at a position. */
    private static boolean startsFrame(Bytes bytes, int at, @Nullable Set<Integer> correlationIds) {
        if (bytes.size() - at < (correlationIds == null ? REQUEST_START : RESPONSE_START)) {
            return false;
        }
        int size = bytes.getInt(at);
        if (size < SIZE || size > LARGEST_FRAME) {
            return false;
        }
        return correlationIds == null
                ? size >= REQUEST_START - SIZE && startsRequest(bytes, at + SIZE, size)
                : correlationIds.contains(bytes.getInt(at + SIZE));
    }

    private static boolean startsRequest(Bytes bytes, int at, int size) {
        int version = bytes.getShort(at + 2);
        boolean known = Catalog.standard()
                .find(bytes.getShort(at))
                .filter(api -> api.versions().contains(version))
                .isPresent();
        int length = bytes.getShort(at + 8);
        if (!known || length < -1 || length > LONGEST_CLIENT_ID || length > size - 10) {
            return false;
        }
        int end = Math.min(bytes.size(), at + 10 + Math.max(0, length));
        for (int i = at + 10; i < end; i++) {
            if (bytes.get(i) < ' ' || bytes.get(i) == 0x7f) {
                return false;
            }
        }
        return true;
    }
}
