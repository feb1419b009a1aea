package io.kspec.suite.sweep;

import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** Replaces the cases of a check if no target is configured. */
record UnconfiguredCase(String reason) implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int invocationIndex) {
        return reason;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        ExecutionCondition disabled = context -> ConditionEvaluationResult.disabled(reason);
        return List.of(disabled);
    }
}
