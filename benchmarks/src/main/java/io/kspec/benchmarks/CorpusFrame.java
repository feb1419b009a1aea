package io.kspec.benchmarks;

import io.kspec.golden.CapturedExchange;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One frame of the corpus, as each of the two codecs reads and writes it: header and body. */
abstract class CorpusFrame {
    final ApiSpec api;
    final int version;
    final Bytes bytes;
    private final @Nullable KafkaCodec kafka;
    private @Nullable KafkaFrame kafkaFrame;

    private CorpusFrame(ApiSpec api, int version, Bytes bytes, @Nullable KafkaCodec kafka) {
        this.api = api;
        this.version = version;
        this.bytes = bytes;
        this.kafka = kafka;
    }

    static CorpusFrame request(CapturedExchange exchange) {
        return new Request(exchange.api(), exchange.version(), exchange.request());
    }

    static CorpusFrame response(CapturedExchange exchange) {
        Bytes frame = exchange.requireResponse();
        return new Response(exchange.api(), Frames.responseVersion(exchange.api(), exchange.version(), frame), frame);
    }

    /** Decodes with kspec's lean path. */
    abstract Object decode();

    /** Decodes with kspec, with the place of every field. */
    abstract DecodeAttempt decodeWithLayout();

    /** Encodes what {@link #decode} gave with kspec's lean path. */
    abstract Bytes encode();

    /** Decodes with kafka-clients. */
    final KafkaFrame kafkaDecode() {
        return requireKafka().decode(bytes);
    }

    /** Encodes what {@link #kafkaDecode} gave with kafka-clients. */
    final ByteBuffer kafkaEncode() {
        if (kafkaFrame == null) {
            kafkaFrame = kafkaDecode();
        }
        return requireKafka().encode(kafkaFrame);
    }

    final boolean isKnownToKafka() {
        return kafka != null;
    }

    final int size() {
        return bytes.size();
    }

    private KafkaCodec requireKafka() {
        if (kafka == null) {
            throw new IllegalStateException(this + ": kafka-clients has no class for this version");
        }
        return kafka;
    }

    /**
     * Has each codec write the frame again.
     *
     * @throws IllegalStateException if one writes other bytes: then the two would not be doing the same work
     */
    final void check() {
        if (!encode().equals(bytes)) {
            throw new IllegalStateException(this + ": kspec writes other bytes");
        }
        if (!Bytes.copyOf(kafkaEncode()).equals(bytes)) {
            throw new IllegalStateException(this + ": kafka-clients writes other bytes");
        }
    }

    private static final class Request extends CorpusFrame {
        private final RequestFrame decoded;

        Request(ApiSpec api, int version, Bytes bytes) {
            super(api, version, bytes, KafkaCodec.ofRequests(api.key(), version));
            this.decoded = Frames.decodeRequest(bytes);
        }

        @Override
        Object decode() {
            return Frames.decodeRequest(bytes);
        }

        @Override
        DecodeAttempt decodeWithLayout() {
            return Frames.attemptRequest(bytes);
        }

        @Override
        Bytes encode() {
            return Frames.encodeRequest(api, version, decoded.correlationId(), decoded.clientId(), decoded.body());
        }

        @Override
        public String toString() {
            return api.name() + " v" + version + " request";
        }
    }

    private static final class Response extends CorpusFrame {
        private final Message decoded;

        Response(ApiSpec api, int version, Bytes bytes) {
            super(api, version, bytes, KafkaCodec.ofResponses(api.key(), version));
            this.decoded = Frames.decodeResponse(api, version, bytes);
        }

        @Override
        Object decode() {
            return Frames.decodeResponse(api, version, bytes);
        }

        @Override
        DecodeAttempt decodeWithLayout() {
            return Frames.attemptResponse(api, version, bytes);
        }

        @Override
        Bytes encode() {
            return Frames.encodeResponse(api, version, bytes.getInt(0), decoded);
        }

        @Override
        public String toString() {
            return api.name() + " v" + version + " response";
        }
    }
}
