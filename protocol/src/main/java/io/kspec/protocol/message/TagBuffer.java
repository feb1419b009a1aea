package io.kspec.protocol.message;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a structure's buffer of tagged fields says beside the values of known fields (KIP-482).
 *
 * @param unknown the tagged fields that the definition does not know, by rising tag
 * @param explicitDefaults bit i: the i-th known tagged field stood on the wire although it has its default value
 */
public record TagBuffer(List<TaggedField> unknown, long explicitDefaults) {
    public TagBuffer {
        unknown = List.copyOf(unknown);
    }

    boolean isExplicit(int taggedFieldIndex) {
        return (explicitDefaults & (1L << taggedFieldIndex)) != 0;
    }

    /** A field whose value is not the default is written anyhow: its bit says nothing, and must not tell equals apart. */
    @Nullable TagBuffer without(Predicate<FieldSpec> isDefault, List<FieldSpec> taggedFields) {
        long defaults = explicitDefaults;
        for (int i = 0; defaults != 0 && i < taggedFields.size(); i++) {
            if (!isDefault.test(taggedFields.get(i))) {
                defaults &= ~(1L << i);
            }
        }
        return unknown.isEmpty() && defaults == 0 ? null : new TagBuffer(unknown, defaults);
    }
}
