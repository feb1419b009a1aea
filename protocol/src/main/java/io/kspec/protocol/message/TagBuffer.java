package io.kspec.protocol.message;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a structure's tagged fields (KIP-482) other than the values of known fields.
 *
 * @param unknown the tagged fields that the definition does not have, in ascending order of their tags
 * @param explicitDefaults a bit for each known tagged field that is written although it has its default value
 */
public record TagBuffer(List<TaggedField> unknown, long explicitDefaults) {
    public TagBuffer {
        unknown = List.copyOf(unknown);
    }

    boolean isExplicit(int taggedFieldIndex) {
        return (explicitDefaults & (1L << taggedFieldIndex)) != 0;
    }

    /**
     * Clears the bits of fields that do not have their default: these are always written, so their bits must not affect
     * equality.
     */
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
