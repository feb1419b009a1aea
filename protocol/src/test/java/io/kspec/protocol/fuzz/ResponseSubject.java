package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;

/**
 * The reader of the response to a request.
 *
 * @param api the API of the request
 * @param version the version of the request
 */
record ResponseSubject(ApiSpec api, int version) implements FuzzSubject<Message> {
    @Override
    public String name() {
        return api.name() + " v" + version + " response frame";
    }

    @Override
    public Message read(Bytes input) {
        return Frames.decodeResponse(api, version, input);
    }

    @Override
    public Reading<Message> trace(Bytes input) {
        DecodeAttempt attempt = Frames.attemptResponse(api, version, input);
        Message body = attempt.failure() == null ? attempt.body() : null;
        return new Reading<>(body, attempt.failure(), attempt.layout());
    }

    @Override
    public boolean restores(Message value, Bytes input) {
        Bytes body = Codec.encode(value);
        Bytes header = input.slice(0, input.size() - body.size());
        int actual = Frames.responseVersion(api, version, input);
        Bytes again = Codec.encode(Codec.decode(api.responseHeader(actual), header));
        return again.concat(body).equals(input);
    }
}
