package io.kspec.recorder.scenario;

import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.message.Message;
import io.kspec.recorder.CallEnding;
import io.kspec.recorder.RecordedCall;
import io.kspec.recorder.RecordedFrame;
import io.kspec.scenarios.play.Retries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which calls of a session become steps: those that would be played the same way again. Left out are retries, polls that found
 * nothing, heartbeats and questions that were asked before, and what authenticates or measures the client.
 */
final class StepSelection {
    /** Asking again changes nothing, and how often clients do depends on time. */
    private static final Set<String> ASKED_ONCE =
            Set.of("ApiVersions", "Metadata", "FindCoordinator", "Heartbeat", "DescribeCluster");
    /** Asking again shows nothing new if the answer is the same. */
    private static final Set<String> ASKED_UNTIL_ANSWERED = Set.of(
            "OffsetFetch",
            "ListOffsets",
            "DescribeGroups",
            "ListGroups",
            "DescribeConfigs",
            "ConsumerGroupHeartbeat",
            "ShareGroupHeartbeat");
    /** The player authenticates by itself, and brokers take metrics only if a plug-in is configured. */
    private static final Set<String> LEFT_OUT =
            Set.of("SaslHandshake", "SaslAuthenticate", "GetTelemetrySubscriptions", "PushTelemetry");

    private final List<SessionStep> all = new ArrayList<>();
    private final List<SessionStep> steps = new ArrayList<>();
    private final Map<String, Integer> leftOut = new LinkedHashMap<>();
    private final Map<String, String> roles = new HashMap<>();

    private StepSelection() {}

    static StepSelection of(List<RecordedCall> calls) {
        StepSelection selection = new StepSelection();
        calls.forEach(call -> selection.step(call).ifPresent(selection.all::add));
        selection.select();
        return selection;
    }

    /** All calls that could be steps. */
    List<SessionStep> all() {
        return all;
    }

    /** The steps. */
    List<SessionStep> steps() {
        return steps;
    }

    /** Why calls were left out, and how many. */
    Map<String, Integer> leftOut() {
        return leftOut;
    }

    private Optional<SessionStep> step(RecordedCall call) {
        RecordedFrame response = call.response();
        if (call.ending() != CallEnding.NONE_DUE && response == null) {
            return without(call + " without a response");
        }
        try {
            RequestFrame request = Frames.decodeRequest(call.request().bytes());
            if (LEFT_OUT.contains(request.api().name())) {
                return without(request.api().name());
            }
            String client = Objects.requireNonNullElse(request.clientId(), "");
            Message answer =
                    response == null ? null : Frames.decodeResponse(request.api(), request.version(), response.bytes());
            if (answer != null
                    && !answer.id()
                            .equals(request.api().response(request.version()).id())) {
                return without(call + " that the broker did not support");
            }
            return Optional.of(new SessionStep(role(client), request.api(), request.version(), request.body(), answer));
        } catch (DecodeException e) {
            return without(call + " that cannot be read");
        }
    }

    private Optional<SessionStep> without(String why) {
        leftOut.merge(why, 1, Integer::sum);
        return Optional.empty();
    }

    /** The role of a client: its client id, as far as roles may have it. */
    private String role(String clientId) {
        return roles.computeIfAbsent(clientId, id -> {
            String name =
                    id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-$", "");
            String role = name.isEmpty() ? "client" : name;
            return roles.containsValue(role) ? role + "-" + roles.size() : role;
        });
    }

    private void select() {
        Set<List<Object>> asked = new HashSet<>();
        Map<List<Object>, Message> answers = new HashMap<>();
        for (SessionStep step : all) {
            List<Object> question = List.of(step.role(), step.api(), step.request());
            if (step.response() != null && Retries.hasRetriableError(step.response())) {
                leftOut.merge(step.api().name() + " whose error is gone when it is sent again", 1, Integer::sum);
            } else if (ASKED_ONCE.contains(step.api().name()) && !asked.add(question)) {
                leftOut.merge(step.api().name() + " that was sent before", 1, Integer::sum);
            } else if (ASKED_UNTIL_ANSWERED.contains(step.api().name())
                    && step.response() != null
                    && step.response().equals(answers.put(question, step.response()))) {
                leftOut.merge(step.api().name() + " that was answered the same before", 1, Integer::sum);
            } else if (isIdle(step)) {
                leftOut.merge("Fetch that found nothing", 1, Integer::sum);
            } else {
                steps.add(step);
            }
        }
    }

    /** Whether a step is a Fetch that finds no records, and that no session needs: it begins none, and changes none. */
    private static boolean isIdle(SessionStep step) {
        Message request = step.request();
        return step.findsNoRecords()
                && (!request.has("SessionEpoch")
                        || (request.getInt("SessionEpoch") < 0 && request.getInt("SessionId") == 0)
                        || (request.getInt("SessionEpoch") > 0
                                && request.getStructs("Topics").isEmpty()
                                && request.getStructs("ForgottenTopicsData").isEmpty()));
    }
}
