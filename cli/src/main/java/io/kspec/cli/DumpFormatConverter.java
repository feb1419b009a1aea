package io.kspec.cli;

import io.kspec.inspection.dump.DumpFormat;
import io.kspec.yaml.Suggestion;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Finds a form of bytes by its name. */
final class DumpFormatConverter implements ITypeConverter<DumpFormat> {
    @Override
    public DumpFormat convert(String name) {
        List<String> names =
                Arrays.stream(DumpFormat.values()).map(DumpFormat::option).toList();
        return Arrays.stream(DumpFormat.values())
                .filter(format -> format.option().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected one of " + String.join(", ", names)
                        + ", found " + name + Suggestion.of(name, names)));
    }
}
