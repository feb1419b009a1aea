package io.kspec.protocol.blame;

import io.kspec.protocol.Message;
import io.kspec.protocol.spec.FieldKind;
import io.kspec.protocol.spec.FieldSpec;

/** Timeouts of a request: not negative, and no longer than a day unless they are endless. */
final class TimeoutCheck implements OddityCheck {
    private static final long A_DAY = 86_400_000;

    @Override
    public void check(Testimony testimony) {
        Message body = testimony.body();
        for (FieldSpec field : body.spec().fields()) {
            boolean timeout = field.name().endsWith("TimeoutMs") || field.name().equals("MaxWaitMs");
            if (timeout && field.kind() == FieldKind.INT32) {
                timeout(testimony, field, body.number(field));
            }
        }
    }

    private static void timeout(Testimony testimony, FieldSpec field, long value) {
        boolean usual = field.defaultValue() instanceof Long number && number == value;
        if (usual || value == Integer.MAX_VALUE || (value >= 0 && value <= A_DAY)) {
            return;
        }
        testimony.report(
                OddityKind.TIMEOUT_ABSURD,
                field.name(),
                value < 0
                        ? "a timeout of " + value + " ms"
                        : "a timeout of " + value + " ms, more than a day: is it in another unit?");
    }
}
