package io.kspec.golden.walk.security;

import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;

/** A response about ACLs as text, with its entries in the order of their texts. */
final class AclText {
    private AclText() {}

    static String of(Message message) {
        StringBuilder text = new StringBuilder();
        for (FieldSpec field : message.spec().fields()) {
            if (field.type().isStructArray()) {
                text.append(field.name())
                        .append(message.getStructs(field.name()).stream()
                                .map(AclText::of)
                                .sorted()
                                .toList());
            } else {
                text.append(field.name()).append('=').append(message.get(field.name()));
            }
            text.append(' ');
        }
        return text.toString().strip();
    }
}
