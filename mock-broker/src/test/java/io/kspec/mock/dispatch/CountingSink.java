package io.kspec.mock.dispatch;

import io.kspec.protocol.Bytes;

/** Counts responses, and keeps none. */
final class CountingSink implements ResponseSink {
    private int responses;

    int responses() {
        return responses;
    }

    @Override
    public void respond(Bytes response, Runnable next) {
        responses++;
        next.run();
    }

    @Override
    public void write(Bytes bytes, Runnable written) {
        written.run();
    }

    @Override
    public void close() {}

    @Override
    public void reset() {}

    @Override
    public void pauseReading() {}

    @Override
    public void resumeReading() {}
}
