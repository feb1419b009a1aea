package io.kspec.scenarios;

import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.Versions;
import io.kspec.scenarios.ExpectedResponse.CapturedVariable;
import io.kspec.scenarios.expect.ResponsePath;
import io.kspec.scenarios.value.ValueBinder;
import io.kspec.scenarios.value.Variables;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import java.time.InstantSource;
import java.util.function.BiConsumer;

/** Checks requests and expected responses at every version at which they may be played. */
final class StepCheck {
    private final Scenario frame;
    private final Variables variables;
    private final Problems problems;

    StepCheck(Scenario frame, Variables variables, Problems problems) {
        this.frame = frame;
        this.variables = variables;
        this.problems = problems;
    }

    void text(YamlNode node) {
        binder(problems).text(node, false);
    }

    void partition(YamlNode node) {
        binder(problems).integer(FieldKind.INT32, node);
    }

    void bytes(YamlNode node) {
        binder(problems).bytes(node);
    }

    void body(Call call) {
        atEachVersion(call, (version, found) -> binder(found)
                .message(call.api().request(version).struct(), call.body()));
    }

    void response(Call call, ExpectedResponse expected) {
        atEachVersion(call, (version, found) -> {
            StructSpec response = call.api().response(version).struct();
            ValueBinder values = binder(found);
            expected.expectations().forEach(expectation -> expectation.verify(response, values, found));
            expected.captures().forEach(capture -> verify(capture, response, found));
        });
    }

    private static void verify(CapturedVariable capture, StructSpec response, Problems found) {
        boolean somewhere = capture.paths().stream().anyMatch(path -> path.isIn(response));
        boolean optional = capture.paths().stream().anyMatch(ResponsePath::isOptional);
        if (!somewhere && !optional) {
            found.add(
                    capture.at(),
                    "expected a path in " + response + " to capture, found " + capture.paths()
                            + ", which that version does not have");
        }
    }

    private ValueBinder binder(Problems found) {
        return new ValueBinder(variables, InstantSource.system(), found);
    }

    /** Stops at the first version with problems, since further versions would mostly repeat them. */
    private void atEachVersion(Call call, BiConsumer<Integer, Problems> attempt) {
        Versions range =
                call.version() == null ? frame.versions(call.api()) : new Versions(call.version(), call.version());
        for (int version = range.highest(); version >= range.lowest(); version--) {
            Problems found = problems.attempt();
            attempt.accept(version, found);
            if (!found.isEmpty()) {
                problems.addAll(found);
                return;
            }
        }
    }
}
