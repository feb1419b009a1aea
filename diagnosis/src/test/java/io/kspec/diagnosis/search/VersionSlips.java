package io.kspec.diagnosis.search;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.SlipKind;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.ApiSpec;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The body layout of another version, after the header of either version. */
final class VersionSlips implements SlipMaker {

    @Override
    public void make(SampleMessage sample, Consumer<Slipped> slips) {
        ApiSpec api = sample.frame().api();
        for (int version = api.versions().lowest(); version <= api.versions().highest(); version++) {
            if (version != sample.frame().version()) {
                make(sample, version, version, slips);
                make(sample, sample.frame().version(), version, slips);
            }
        }
    }

    private static void make(SampleMessage sample, int headerVersion, int version, Consumer<Slipped> slips) {
        FrameUnderTest sound = sample.frame();
        Message body = convert(sample.body(), sound.bodyAt(version).struct());
        Bytes header = Codec.encode(header(sound, headerVersion));
        Bytes frame = header.concat(Codec.encode(body));
        DecodeAttempt attempt = Codec.attempt(sound.bodyAt(version), frame.slice(header.size()));
        int start = departure(sample, header, attempt.layout().entries());
        if (start >= 0) {
            slips.accept(new Slipped(SlipKind.OTHER_VERSION, "", frame, start));
        }
    }

    private static Message header(FrameUnderTest frame, int version) {
        StructSpec spec = frame.headerAt(version).struct();
        MessageBuilder builder =
                Message.builder(spec).set("CorrelationId", Objects.requireNonNull(frame.correlationId()));
        if (frame.type() == MessageType.REQUEST) {
            builder.set("RequestApiKey", frame.api().key())
                    .set("RequestApiVersion", frame.version())
                    .setIfPresent("ClientId", SampleMessage.CLIENT);
        }
        return builder.build();
    }

    /** The same values in another version, as far as it has the fields, with defaults for the rest. */
    static Message convert(Message message, StructSpec target) {
        MessageBuilder builder = Message.builder(target);
        for (FieldSpec field : target.fields()) {
            if (!message.has(field.name())) {
                continue;
            }
            FieldSpec own = message.spec().field(field.name());
            Object value = message.get(own);
            if (own.kind() != field.kind()) {
                continue;
            }
            if (field.type().isStructArray() && own.type().isStructArray() && value instanceof List<?> list) {
                builder.set(
                        field.name(),
                        list.stream()
                                .map(each ->
                                        convert((Message) each, field.type().structSpec()))
                                .toList());
            } else if (value instanceof Message inner) {
                builder.set(field.name(), convert(inner, field.type().structSpec()));
            } else if (field.type().isStructArray() == own.type().isStructArray()
                    && (value != null || field.nullable())
                    && (field.type().element() == null || field.type().equals(own.type()))) {
                builder.set(field.name(), value);
            }
        }
        return builder.build();
    }

    /** The first byte where the layouts of the two versions differ, or -1 if they do not. */
    private static int departure(SampleMessage sample, Bytes header, List<LayoutEntry> theirs) {
        List<LayoutEntry> ours = sample.entries();
        int headerEnd = 0;
        for (LayoutEntry entry : ours) {
            headerEnd = sample.inBody(entry) ? headerEnd : Math.max(headerEnd, entry.end());
        }
        if (header.size() != headerEnd) {
            return Math.min(headerEnd, header.size());
        }
        List<LayoutEntry> own = leaves(ours.stream().filter(sample::inBody).toList());
        List<LayoutEntry> other = leaves(theirs);
        for (int i = 0; i < own.size() && i < other.size(); i++) {
            LayoutEntry a = own.get(i);
            LayoutEntry b = other.get(i);
            boolean same =
                    a.path().equals(b.path()) && a.role() == b.role() && a.end() - a.start() == b.end() - b.start();
            if (!same) {
                return header.size() + b.start();
            }
        }
        int last = Math.min(own.size(), other.size());
        return own.size() == other.size()
                ? -1
                : other.size() > last
                        ? header.size() + other.get(last).start()
                        : own.get(last).start();
    }

    private static List<LayoutEntry> leaves(List<LayoutEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.role() != LayoutRole.GROUP)
                .toList();
    }
}
