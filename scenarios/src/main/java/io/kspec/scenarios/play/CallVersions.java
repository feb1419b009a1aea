package io.kspec.scenarios.play;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import io.kspec.scenarios.Call;
import io.kspec.scenarios.ExpectedResponse.CapturedVariable;
import io.kspec.scenarios.Scenario;
import io.kspec.scenarios.value.ValueBinder;
import io.kspec.stage.net.NoCommonVersion;
import io.kspec.stage.play.Stage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides at which version a request is sent. */
final class CallVersions {
    private final Scenario scenario;
    private final @Nullable Integer sweptVersion;
    private final Stage stage;
    private final StageValues values;
    /** The variables that a response did not bring since its version lacks their field, and where it would be. */
    private final Map<String, Source> lacking = new LinkedHashMap<>();

    CallVersions(Scenario scenario, @Nullable Integer sweptVersion, Stage stage, StageValues values) {
        this.scenario = scenario;
        this.sweptVersion = sweptVersion;
        this.stage = stage;
        this.values = values;
    }

    /** A request at the version that it is sent at. */
    record Versioned(int version, Message body) {}

    private record Source(ApiSpec api, Versions versions) {}

    /** Notes that a response of an API did not bring a variable, since its version lacks the field. */
    void lacks(CapturedVariable variable, ApiSpec api) {
        Versions range = scenario.versions(api);
        int lowest = range.lowest();
        while (lowest <= range.highest() && !isIn(variable, api, lowest)) {
            lowest++;
        }
        lacking.put(variable.variable(), new Source(api, new Versions(lowest, range.highest())));
    }

    private static boolean isIn(CapturedVariable variable, ApiSpec api, int version) {
        return variable.paths().stream()
                .anyMatch(path -> path.isIn(api.response(version).struct()));
    }

    /**
     * The request at the version that the scenario or the sweep says; else at the highest common one that needs no variable
     * without a value: where Metadata brought no topic id, a client fetches by name.
     *
     * @throws NoCommonVersion if there is none
     * @throws io.kspec.scenarios.InvalidScenarioException if a value does not fit
     */
    Versioned of(Call call) {
        ApiSpec api = call.api();
        if (call.version() != null) {
            return at(call, call.version());
        }
        if (api == scenario.sweep() && sweptVersion != null) {
            return at(call, sweptVersion);
        }
        Versions range = scenario.versions(api);
        Versions common = stage.versions(api.name()).intersect(range);
        if (common.isEmpty()) {
            throw new NoCommonVersion(api, range, stage.advertised().of(api));
        }
        for (int version = common.highest(); version >= common.lowest(); version--) {
            int tried = version;
            Optional<Message> body = values.ifFits(binder -> body(call, tried, binder));
            if (body.isPresent()) {
                return new Versioned(version, body.get());
            }
        }
        requireVariables();
        return at(call, common.highest());
    }

    private void requireVariables() {
        lacking.forEach((variable, source) -> {
            if (!stage.variables().containsKey(variable)) {
                throw new NoCommonVersion(
                        source.api(), source.versions(), stage.advertised().of(source.api()));
            }
        });
    }

    private Versioned at(Call call, int version) {
        return new Versioned(version, values.bound(binder -> body(call, version, binder)));
    }

    private static Message body(Call call, int version, ValueBinder binder) {
        return binder.message(call.api().request(version).struct(), call.body());
    }
}
