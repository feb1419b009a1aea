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

/** The body as another version has it, behind the header of this version or of that one. */
final class VersionSlips implements SlipMaker {

    @Override
    public void make(Specimen specimen, Consumer<Slipped> slips) {
        ApiSpec api = specimen.suspect().api();
        for (int version = api.versions().lowest(); version <= api.versions().highest(); version++) {
            if (version != specimen.suspect().version()) {
                make(specimen, version, version, slips);
                make(specimen, specimen.suspect().version(), version, slips);
            }
        }
    }

    private static void make(Specimen specimen, int headerVersion, int version, Consumer<Slipped> slips) {
        FrameUnderTest suspect = specimen.suspect();
        Message body = convert(specimen.body(), suspect.bodyAt(version).struct());
        Bytes header = Codec.encode(header(suspect, headerVersion));
        Bytes frame = header.concat(Codec.encode(body));
        DecodeAttempt attempt = Codec.attempt(suspect.bodyAt(version), frame.slice(header.size()));
        int start = departure(specimen, header, attempt.layout().entries());
        if (start >= 0) {
            slips.accept(new Slipped(SlipKind.OTHER_VERSION, "", frame, start));
        }
    }

    private static Message header(FrameUnderTest suspect, int version) {
        StructSpec spec = suspect.headerAt(version).struct();
        MessageBuilder builder =
                Message.builder(spec).set("CorrelationId", Objects.requireNonNull(suspect.correlationId()));
        if (suspect.type() == MessageType.REQUEST) {
            builder.set("RequestApiKey", suspect.api().key())
                    .set("RequestApiVersion", suspect.version())
                    .setIfPresent("ClientId", Specimen.CLIENT);
        }
        return builder.build();
    }

    /** The same values under another version, as far as it has the fields; else defaults. */
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

    /** The first byte at which the layouts of the two versions differ, or -1 if they do not. */
    private static int departure(Specimen specimen, Bytes header, List<LayoutEntry> theirs) {
        List<LayoutEntry> ours = specimen.entries();
        int headerEnd = 0;
        for (LayoutEntry entry : ours) {
            headerEnd = specimen.inBody(entry) ? headerEnd : Math.max(headerEnd, entry.end());
        }
        if (header.size() != headerEnd) {
            return Math.min(headerEnd, header.size());
        }
        List<LayoutEntry> own = leaves(ours.stream().filter(specimen::inBody).toList());
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
