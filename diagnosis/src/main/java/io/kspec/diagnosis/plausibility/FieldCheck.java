package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.ApiSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Checks fields of any API: error codes, throttle times, nulls. */
final class FieldCheck implements ResponseCheck {

    @Override
    public void check(PlausibilityContext context) {
        check(context, context.body(), "");
    }

    private static void check(PlausibilityContext context, Message message, String path) {
        for (List<FieldSpec> fields :
                List.of(message.spec().fields(), message.spec().taggedFields())) {
            fields.forEach(field -> check(context, message, field, PlausibilityContext.join(path, field.name())));
        }
    }

    private static void check(PlausibilityContext context, Message message, FieldSpec field, String path) {
        Object value = message.get(field);
        if (isErrorCode(field)) {
            errorCode(context, message.number(field), path);
        } else if (field.name().equals("ThrottleTimeMs")) {
            throttleTime(context, message.number(field), path);
        } else if (value instanceof String text) {
            string(context, field, text, path);
        } else if (value instanceof Message inner) {
            check(context, inner, path);
        } else if (field.type().isStructArray()) {
            List<Message> entries = message.getStructs(field.name());
            for (int i = 0; i < entries.size(); i++) {
                check(context, entries.get(i), path + "[" + i + "]");
            }
        }
    }

    private static void errorCode(PlausibilityContext context, long code, String path) {
        if (ErrorCode.of((int) code).isEmpty()) {
            context.report(ImplausibleKind.ERROR_UNKNOWN, path, "Kafka has no error code " + code);
        }
    }

    private static void throttleTime(PlausibilityContext context, long throttle, String path) {
        if (throttle < 0) {
            context.report(ImplausibleKind.THROTTLE_NEGATIVE, path, "the throttle time is " + throttle + " ms");
        }
        Message request = context.request();
        if (throttle > 0 && request != null && request.has("MaxWaitMs")) {
            int wait = request.getInt("MaxWaitMs");
            if (wait > 0 && throttle >= wait - wait / 10) {
                context.report(
                        ImplausibleKind.THROTTLE_IS_WAIT,
                        path,
                        "the throttle time of " + throttle + " ms is about the request's maximum wait of " + wait
                                + " ms: clients take it for a quota and pause");
            }
        }
    }

    private static void string(PlausibilityContext context, FieldSpec field, String text, String path) {
        if (text.isEmpty() && isNullUnlessSet(field)) {
            context.report(
                    ImplausibleKind.EMPTY_FOR_NULL,
                    path,
                    "empty where Kafka writes null: Java's assignors take the member for a static one");
        }
    }

    @Override
    public Set<ImplausibleKind> kinds(ApiSpec api, int version) {
        Set<ImplausibleKind> kinds = EnumSet.noneOf(ImplausibleKind.class);
        StructSpec body = api.response(version).struct();
        if (FieldSearch.any(body, FieldCheck::isErrorCode)) {
            kinds.add(ImplausibleKind.ERROR_UNKNOWN);
        }
        if (FieldSearch.has(body, "ThrottleTimeMs")) {
            kinds.add(ImplausibleKind.THROTTLE_NEGATIVE);
            if (api.request(version).struct().has("MaxWaitMs")) {
                kinds.add(ImplausibleKind.THROTTLE_IS_WAIT);
            }
        }
        if (FieldSearch.any(body, field -> field.kind() == FieldKind.STRING && isNullUnlessSet(field))) {
            kinds.add(ImplausibleKind.EMPTY_FOR_NULL);
        }
        return kinds;
    }

    private static boolean isErrorCode(FieldSpec field) {
        return field.name().endsWith("ErrorCode") && field.kind() == FieldKind.INT16;
    }

    /**
     * Whether clients tell an empty string from null. Nearly all read both as nothing, as the Java client does a rack; an
     * instance id, though, is present if it is not null (AbstractPartitionAssignor.MemberInfo).
     */
    private static boolean isNullUnlessSet(FieldSpec field) {
        return field.nullable() && field.name().equals("GroupInstanceId");
    }
}
