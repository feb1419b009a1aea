package io.kspec.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of lanes: 1 to {@value #MOST}. */
final class LanesConverter implements ITypeConverter<Integer> {
    static final int MOST = 1_000;

    @Override
    public Integer convert(String text) {
        int lanes = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (lanes < 1 || lanes > MOST) {
            throw new TypeConversionException("expected a number from 1 to " + MOST + ", found " + text);
        }
        return lanes;
    }
}
