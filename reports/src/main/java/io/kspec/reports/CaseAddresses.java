package io.kspec.reports;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The addresses of cases on the page: {@code fetch.out-of-range/v7}; {@code address.js} computes the same. */
final class CaseAddresses {
    private final IdentityHashMap<CaseResult, String> addresses = new IdentityHashMap<>();

    /** What several cases may have in common. */
    private record Name(Check check, @Nullable ApiVersion api) {}

    CaseAddresses(List<CaseResult> results) {
        Map<Name, Integer> twins = new HashMap<>();
        for (CaseResult result : results) {
            ApiVersion api = result.api();
            int twin = twins.merge(new Name(result.check(), api), 1, Integer::sum);
            addresses.putIfAbsent(result, address(result.check().id(), api) + (twin > 1 ? "~" + twin : ""));
        }
    }

    /** The address of a result of the log. */
    String of(CaseResult result) {
        return addresses.getOrDefault(result, "");
    }

    private static String address(String check, @Nullable ApiVersion api) {
        if (api == null) {
            return segment(check);
        }
        boolean saysItsApi = check.startsWith(kebab(api.name()) + ".");
        return segment(check)
                + (saysItsApi ? "" : "/" + segment(api.name()))
                + (api.version() == null ? "" : "/v" + api.version());
    }

    /** {@code OffsetFetch} to {@code offset-fetch}, as ids of checks begin. */
    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":");
    }
}
