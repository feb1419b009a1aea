package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;

/** Checks the timeouts of a request: neither negative nor longer than a day, unless infinite. */
final class TimeoutCheck implements PlausibilityCheck {
    private static final long A_DAY = 86_400_000;

    @Override
    public void check(PlausibilityContext context) {
        Message body = context.body();
        for (FieldSpec field : body.spec().fields()) {
            boolean timeout = field.name().endsWith("TimeoutMs") || field.name().equals("MaxWaitMs");
            if (timeout && field.kind() == FieldKind.INT32) {
                timeout(context, field, body.number(field));
            }
        }
    }

    private static void timeout(PlausibilityContext context, FieldSpec field, long value) {
        boolean usual = field.defaultValue() instanceof Long number && number == value;
        if (usual || value == Integer.MAX_VALUE || (value >= 0 && value <= A_DAY)) {
            return;
        }
        context.report(
                ImplausibleKind.TIMEOUT_ABSURD,
                field.name(),
                value < 0
                        ? "the timeout is " + value + " ms"
                        : "the timeout is " + value + " ms, more than a day; is it in another unit?");
    }
}
