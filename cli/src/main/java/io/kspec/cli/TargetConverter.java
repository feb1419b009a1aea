package io.kspec.cli;

import io.kspec.stage.net.Target;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a target such as {@code host:port}; an IPv6 address goes in brackets. */
final class TargetConverter implements ITypeConverter<Target> {
    @Override
    public Target convert(String text) {
        try {
            return Target.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(TargetText.complaint(text));
        }
    }
}
