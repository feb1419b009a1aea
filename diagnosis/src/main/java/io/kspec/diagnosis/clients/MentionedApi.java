package io.kspec.diagnosis.clients;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An API that a text names, as clients do: {@code apiKey=OFFSET_FETCH, apiVersion=5}, {@code OffsetFetch v5},
 * {@code OffsetFetchRequest(v5)}, {@code API key 9}.
 *
 * @param api the API
 * @param version the version, or null if the text names none that the API has
 */
public record MentionedApi(ApiSpec api, @Nullable Integer version) {
    private static final Pattern KEY =
            Pattern.compile("(?i)\\bapi[ _]?key[\"']?\\s*[=:(]?\\s*[\"']?(?:(\\d{1,4})\\b|([A-Z_]{4,40})\\b)");
    private static final Pattern KEY_VERSION =
            Pattern.compile("(?i)\\bapi[ _]?version[\"']?\\s*[=:(]?\\s*[\"']?(\\d{1,3})\\b");
    private static final Pattern NAME =
            Pattern.compile("\\b([A-Z][A-Za-z]{3,40}?)(Request|Response)?(?:[_ (\\[]*v(\\d{1,3})|\\b)");
    private static final Map<String, ApiSpec> BY_NAME = Catalog.standard().apis().stream()
            .flatMap(api -> api.names().stream().map(name -> Map.entry(name.toLowerCase(Locale.ROOT), api)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));

    /** The first API that a text names. */
    static Optional<MentionedApi> in(String text) {
        return Stream.<Function<String, Optional<MentionedApi>>>of(MentionedApi::byKey, MentionedApi::byName)
                .flatMap(way -> way.apply(text).stream())
                .findFirst();
    }

    private static Optional<MentionedApi> byKey(String text) {
        Matcher version = KEY_VERSION.matcher(text);
        String number = version.find() ? version.group(1) : null;
        return KEY.matcher(text)
                .results()
                .flatMap(match -> api(match).map(api -> of(api, number)).stream())
                .findFirst();
    }

    private static Optional<ApiSpec> api(MatchResult match) {
        return match.group(1) == null
                ? Optional.ofNullable(
                        BY_NAME.get(match.group(2).replace("_", "").toLowerCase(Locale.ROOT)))
                : Catalog.standard().find(Integer.parseInt(match.group(1)));
    }

    /** A name of one hump, such as Fetch, is a word as well: it counts only with Request, Response or a version. */
    private static Optional<MentionedApi> byName(String text) {
        return NAME.matcher(text)
                .results()
                .filter(match -> match.group(1).matches("(?:[A-Z][a-z]+){2,}")
                        || match.group(2) != null
                        || match.group(3) != null)
                .flatMap(match -> Optional.ofNullable(BY_NAME.get(match.group(1).toLowerCase(Locale.ROOT)))
                        .map(api -> of(api, match.group(3)))
                        .stream())
                .findFirst();
    }

    private static MentionedApi of(ApiSpec api, @Nullable String number) {
        Integer version = number == null ? null : Integer.valueOf(number);
        return new MentionedApi(api, version != null && api.versions().contains(version) ? version : null);
    }

    /** {@code OffsetFetch v5}, or {@code OffsetFetch}. */
    @Override
    public String toString() {
        return api.name() + (version == null ? "" : " v" + version);
    }
}
