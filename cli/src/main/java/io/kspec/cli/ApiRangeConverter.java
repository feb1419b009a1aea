package io.kspec.cli;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code Fetch=4-12}, {@code Fetch=4+} or {@code Fetch=4}. */
final class ApiRangeConverter implements ITypeConverter<ApiRange> {
    @Override
    public ApiRange convert(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new TypeConversionException("expected an API and its versions, such as Fetch=4-12, found " + text);
        }
        ApiSpec api = new ApiConverter().convert(text.substring(0, equals));
        Versions versions = versions(text.substring(equals + 1));
        if (versions.intersect(api.versions()).isEmpty()) {
            throw new TypeConversionException("expected versions of " + api.name() + " within " + api.versions()
                    + ", found " + text.substring(equals + 1));
        }
        return new ApiRange(api, versions);
    }

    private static Versions versions(String text) {
        try {
            return Versions.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("expected a range of versions such as 4-12, 4+ or 4, found " + text);
        }
    }
}
