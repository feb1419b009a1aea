package io.kspec.suite.sweep;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Check;
import io.kspec.suite.check.Examination;
import io.kspec.suite.session.TargetSession;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/**
 * The responses of an API at a version, to be judged by a check that sends nothing itself.
 *
 * @param examination the responses, or null if the run has none that the check can judge
 */
record ExaminedCase(Check check, TargetSession session, @Nullable Examination examination)
        implements TestTemplateInvocationContext {
    @Nullable ApiVersion apiVersion() {
        return examination == null
                ? null
                : new ApiVersion(examination.api().key(), examination.api().name(), examination.version());
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        ApiVersion api = apiVersion();
        return api == null ? check.id() : api.toString();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(new ExaminedCaseJudge(this));
    }
}
