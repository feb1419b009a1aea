package io.kspec.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;

/** Writes the defaults of durations in help texts as users write durations: {@code 10s} rather than {@code PT10S}. */
final class DurationDefaults implements IDefaultValueProvider {
    @Override
    public @Nullable String defaultValue(ArgSpec option) {
        return option.initialValue() instanceof Duration duration ? DurationConverter.format(duration) : null;
    }
}
