package io.kspec.cli;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.yaml.Suggestion;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Finds an API by its name in any case, by a name from an older release, or by its key. */
final class ApiConverter implements ITypeConverter<ApiSpec> {
    @Override
    public ApiSpec convert(String nameOrKey) {
        Catalog catalog = Catalog.standard();
        Optional<ApiSpec> api = nameOrKey.matches("\\d{1,5}")
                ? catalog.find(Integer.parseInt(nameOrKey))
                : catalog.apis().stream()
                        .filter(each -> each.names().stream().anyMatch(nameOrKey::equalsIgnoreCase))
                        .findFirst();
        return api.orElseThrow(() -> new TypeConversionException("expected the name or key of an API, found "
                + nameOrKey
                + Suggestion.of(
                        nameOrKey, catalog.apis().stream().map(ApiSpec::name).toList())
                + "; see kspec list apis"));
    }
}
