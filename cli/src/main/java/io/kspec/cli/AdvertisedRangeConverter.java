package io.kspec.cli;

import io.kspec.protocol.spec.Versions;
import picocli.CommandLine.ITypeConverter;

/** Reads {@code Fetch=4-12}, {@code Fetch=4+} or {@code Fetch=4}; {@code Fetch=none} is no version at all. */
final class AdvertisedRangeConverter implements ITypeConverter<ApiRange> {
    private static final String NONE = "=none";

    @Override
    public ApiRange convert(String text) {
        return text.endsWith(NONE)
                ? new ApiRange(
                        new ApiConverter().convert(text.substring(0, text.length() - NONE.length())), Versions.NONE)
                : new ApiRangeConverter().convert(text);
    }
}
