package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageSpec;

/**
 * The codec for one message at one version.
 *
 * @param spec the message
 */
record MessageSubject(MessageSpec spec) implements FuzzSubject<Message> {
    @Override
    public String name() {
        return spec.toString();
    }

    @Override
    public Message read(Bytes input) {
        return Codec.decode(spec, input);
    }

    @Override
    public Reading<Message> trace(Bytes input) {
        DecodeAttempt attempt = Codec.attempt(spec, input);
        return new Reading<>(attempt.body(), attempt.failure(), attempt.layout());
    }

    @Override
    public boolean restores(Message value, Bytes input) {
        return Codec.encode(value).equals(input);
    }

    @Override
    public boolean isPlausible(DecodeFailure failure, Bytes input) {
        return FuzzSubject.super.isPlausible(failure, input)
                && failure.message().equals(spec.id());
    }
}
