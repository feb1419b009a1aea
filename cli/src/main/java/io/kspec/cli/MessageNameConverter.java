package io.kspec.cli;

import io.kspec.inspection.reading.StructureFinder;
import picocli.CommandLine.ITypeConverter;

/** Finds an API or a structure by its name in any case. */
final class MessageNameConverter implements ITypeConverter<MessageName> {
    @Override
    public MessageName convert(String name) {
        return StructureFinder.NAMES.stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .map(structure -> new MessageName(null, structure))
                .orElseGet(() -> new MessageName(new ApiConverter().convert(name), null));
    }
}
