package io.kspec.golden.corpus;

import io.kspec.golden.CapturedExchange;
import io.kspec.golden.ExchangeOutcome;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.ApiSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the captures of an API at a version are to show, where its definition allows it. */
enum Showing {
    /** A response without an error. */
    SUCCESS,
    /** A response with an error. */
    ERROR,
    /** A request in which an array is empty, or a value null. */
    EMPTY;

    private static final String ERROR_CODE = "ErrorCode";

    /** What an API can show at a version: one without error codes shows no error. */
    static Set<Showing> possible(ApiSpec api, int version) {
        Set<Showing> possible = EnumSet.of(SUCCESS);
        if (hasError(api.response(version).struct())) {
            possible.add(ERROR);
        }
        if (canBeEmpty(api.request(version).struct())) {
            possible.add(EMPTY);
        }
        return possible;
    }

    private static boolean hasError(StructSpec spec) {
        return spec.fields().stream()
                .anyMatch(field -> isError(field)
                        || (hasStruct(field) && hasError(field.type().structSpec())));
    }

    private static boolean canBeEmpty(StructSpec spec) {
        return spec.fields().stream().anyMatch(field -> field.kind() == FieldKind.ARRAY || field.nullable());
    }

    private static boolean hasStruct(FieldSpec field) {
        return field.kind() == FieldKind.STRUCT || field.type().isStructArray();
    }

    private static boolean isError(FieldSpec field) {
        return field.kind() == FieldKind.INT16 && field.name().endsWith(ERROR_CODE);
    }

    /** What an exchange shows; nothing if it only prepares something. */
    static Set<Showing> of(CapturedExchange exchange, int version) {
        Set<Showing> shown = EnumSet.noneOf(Showing.class);
        if (exchange.version() != version
                || !exchange.api().versions().contains(version)
                || !exchange.decodeRequest().succeeded()) {
            return shown;
        }
        if (exchange.outcome() == ExchangeOutcome.ANSWERED) {
            Message response = exchange.decodeResponse().body();
            if (response != null) {
                shown.add(hasError(response) ? ERROR : SUCCESS);
            }
        }
        if (isEmpty(exchange.decodeRequest().requireBody())) {
            shown.add(EMPTY);
        }
        return shown;
    }

    private static boolean hasError(Message message) {
        for (FieldSpec field : message.spec().fields()) {
            Object value = message.get(field);
            if (isError(field) && value instanceof Number code && code.intValue() != 0) {
                return true;
            }
            if (value instanceof Message inner && hasError(inner)) {
                return true;
            }
            if (value instanceof List<?> entries
                    && entries.stream().anyMatch(entry -> entry instanceof Message inner && hasError(inner))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEmpty(Message request) {
        return request.spec().fields().stream()
                .map(request::get)
                .anyMatch(value -> value == null || (value instanceof List<?> entries && entries.isEmpty()));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
