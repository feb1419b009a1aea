package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import java.util.List;

/** Checks fields of any API: error codes, throttle times, nulls. */
final class FieldCheck implements PlausibilityCheck {

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
        if (field.name().endsWith("ErrorCode") && field.kind() == FieldKind.INT16) {
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
        if (text.isEmpty() && field.nullable() && field.defaultValue() == null) {
            context.report(ImplausibleKind.EMPTY_FOR_NULL, path, "empty where Kafka writes null");
        }
    }
}
