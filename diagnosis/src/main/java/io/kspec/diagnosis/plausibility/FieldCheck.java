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
import org.jspecify.annotations.Nullable;

/** Checks fields of any API: error codes, throttle times, nulls. */
final class FieldCheck implements ResponseCheck {
    private static final String THROTTLE = "ThrottleTimeMs";
    private static final RelevantFields RELEVANT = new RelevantFields(FieldCheck::isChecked);

    @Override
    public void check(PlausibilityContext context) {
        check(context, context.body(), "");
    }

    private static void check(PlausibilityContext context, Message message, String path) {
        RELEVANT.of(message.spec()).forEach(field -> check(context, message, field, path));
    }

    private static boolean isChecked(FieldSpec field) {
        return field.isErrorCode() || field.name().equals(THROTTLE) || isNullUnlessSet(field);
    }

    private static void check(PlausibilityContext context, Message message, FieldSpec field, String parent) {
        if (field.isErrorCode()) {
            errorCode(context, message.number(field), field, parent);
        } else if (field.name().equals(THROTTLE)) {
            throttleTime(context, message.number(field), PlausibilityContext.join(parent, field.name()));
        } else if (isNullUnlessSet(field)) {
            string(context, message.get(field), PlausibilityContext.join(parent, field.name()));
        } else if (field.type().isStructArray()) {
            String path = PlausibilityContext.join(parent, field.name());
            List<Message> entries = message.getStructs(field.name());
            for (int i = 0; i < entries.size(); i++) {
                check(context, entries.get(i), path + "[" + i + "]");
            }
        } else if (message.get(field) instanceof Message inner) {
            check(context, inner, PlausibilityContext.join(parent, field.name()));
        }
    }

    private static void errorCode(PlausibilityContext context, long code, FieldSpec field, String parent) {
        if (ErrorCode.of((int) code).isEmpty()) {
            context.report(
                    ImplausibleKind.ERROR_UNKNOWN,
                    PlausibilityContext.join(parent, field.name()),
                    "Kafka has no error code " + code);
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

    private static void string(PlausibilityContext context, @Nullable Object text, String path) {
        if ("".equals(text)) {
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
        if (FieldSearch.any(body, FieldSpec::isErrorCode)) {
            kinds.add(ImplausibleKind.ERROR_UNKNOWN);
        }
        if (FieldSearch.has(body, THROTTLE)) {
            kinds.add(ImplausibleKind.THROTTLE_NEGATIVE);
            if (api.request(version).struct().has("MaxWaitMs")) {
                kinds.add(ImplausibleKind.THROTTLE_IS_WAIT);
            }
        }
        if (FieldSearch.any(body, FieldCheck::isNullUnlessSet)) {
            kinds.add(ImplausibleKind.EMPTY_FOR_NULL);
        }
        return kinds;
    }

    /**
     * Whether clients tell an empty string from null. Nearly all read both as nothing, as the Java client does a rack; an
     * instance id, though, is present if it is not null (AbstractPartitionAssignor.MemberInfo).
     */
    private static boolean isNullUnlessSet(FieldSpec field) {
        return field.kind() == FieldKind.STRING
                && field.nullable()
                && field.name().equals("GroupInstanceId");
    }
}
