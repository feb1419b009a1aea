package io.kspec.diagnosis.clients;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.diagnosis.SlipKind;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The faults of a response that cause a reaction; any one of them is enough.
 *
 * @param slips slips by name, or {@link #ANY}
 * @param failures kinds of decode failure by name, {@link #ARRAY_COUNT}, {@link #TRUNCATED_VARINT}, {@link #TRUNCATED_NUMBER}, or
 *     {@link #ANY}
 * @param implausible kinds of implausible values by name
 * @param apis the APIs whose responses cause it; empty for all
 */
record ReactionTrigger(Set<String> slips, Set<String> failures, Set<String> implausible, Set<String> apis) {
    /** Any slip, or any decode failure. */
    static final String ANY = "ANY";
    /** A {@link DecodeFailure.Kind#LENGTH_OUT_OF_RANGE} that is the count of an array: clients treat it differently. */
    static final String ARRAY_COUNT = "ARRAY_COUNT";
    /** A {@link DecodeFailure.Kind#TRUNCATED} within a varint, which clients read byte by byte. */
    static final String TRUNCATED_VARINT = "TRUNCATED_VARINT";
    /** Any other {@link DecodeFailure.Kind#TRUNCATED}. */
    static final String TRUNCATED_NUMBER = "TRUNCATED_NUMBER";
    /** No fault of a single response: the reaction has another cause. */
    static final ReactionTrigger NONE = new ReactionTrigger(Set.of(), Set.of(), Set.of(), Set.of());

    ReactionTrigger {
        slips = Set.copyOf(slips);
        failures = Set.copyOf(failures);
        implausible = Set.copyOf(implausible);
        apis = Set.copyOf(apis);
        require("slip", slips, names(SlipKind.values(), ANY));
        require(
                "failure",
                failures,
                names(DecodeFailure.Kind.values(), ANY, ARRAY_COUNT, TRUNCATED_VARINT, TRUNCATED_NUMBER));
        require("implausible value", implausible, names(ImplausibleKind.values()));
        require(
                "API",
                apis,
                Catalog.standard().apis().stream().map(ApiSpec::name).collect(Collectors.toSet()));
    }

    @JsonCreator
    static ReactionTrigger of(
            @JsonProperty("slips") @Nullable Set<String> slips,
            @JsonProperty("failures") @Nullable Set<String> failures,
            @JsonProperty("implausible") @Nullable Set<String> implausible,
            @JsonProperty("apis") @Nullable Set<String> apis) {
        if (orEmpty(slips).isEmpty()
                && orEmpty(failures).isEmpty()
                && orEmpty(implausible).isEmpty()) {
            throw new IllegalArgumentException("expected slips, failures or implausible values, found none");
        }
        return new ReactionTrigger(orEmpty(slips), orEmpty(failures), orEmpty(implausible), orEmpty(apis));
    }

    private static Set<String> orEmpty(@Nullable Set<String> names) {
        return names == null ? Set.of() : names;
    }

    private static Set<String> names(Enum<?>[] constants, String... others) {
        Set<String> names = Arrays.stream(constants).map(Enum::name).collect(Collectors.toSet());
        names.addAll(Arrays.asList(others));
        return names;
    }

    private static void require(String what, Set<String> names, Set<String> known) {
        Set<String> unknown = new TreeSet<>(names);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown " + what + " " + String.join(", ", unknown));
        }
    }

    boolean concerns(String api) {
        return apis.isEmpty() || apis.contains(api);
    }

    boolean isSlip(SlipKind slip) {
        return slips.contains(slip.name()) || slips.contains(ANY);
    }

    boolean isFailure(DecodeFailure failure) {
        boolean count = failure.kind() == DecodeFailure.Kind.LENGTH_OUT_OF_RANGE
                && failure.expected().startsWith("array");
        return failures.contains(count ? ARRAY_COUNT : failure.kind().name())
                || (failure.kind() == DecodeFailure.Kind.TRUNCATED && failures.contains(truncated(failure)))
                || failures.contains(ANY);
    }

    private static String truncated(DecodeFailure failure) {
        return failure.expected().endsWith("unsigned varint") ? TRUNCATED_VARINT : TRUNCATED_NUMBER;
    }

    boolean isImplausible(ImplausibleKind kind) {
        return implausible.contains(kind.name());
    }
}
