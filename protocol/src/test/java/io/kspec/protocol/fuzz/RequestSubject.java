package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.RequestFrame;

/** The reader of request frames, whose header names API and version. */
record RequestSubject() implements FuzzSubject<RequestFrame> {
    @Override
    public String name() {
        return "request frame";
    }

    @Override
    public RequestFrame read(Bytes input) {
        return Frames.decodeRequest(input);
    }

    @Override
    public Reading<RequestFrame> trace(Bytes input) {
        DecodeAttempt attempt = Frames.attemptRequest(input);
        if (attempt.header() == null || attempt.body() == null || attempt.failure() != null) {
            return new Reading<>(null, attempt.failure(), attempt.layout());
        }
        RequestFrame again = Frames.decodeRequest(input);
        RequestFrame frame = new RequestFrame(again.api(), again.version(), attempt.header(), attempt.body());
        return new Reading<>(frame, null, attempt.layout());
    }

    @Override
    public boolean restores(RequestFrame value, Bytes input) {
        return Frames.encode(value.header(), value.body()).equals(input);
    }
}
