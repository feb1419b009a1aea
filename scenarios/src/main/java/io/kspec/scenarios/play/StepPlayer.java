package io.kspec.scenarios.play;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.Message;
import io.kspec.scenarios.Call;
import io.kspec.scenarios.Call.Destination;
import io.kspec.scenarios.ExpectedResponse;
import io.kspec.scenarios.InvalidScenarioException;
import io.kspec.scenarios.Scenario;
import io.kspec.scenarios.Step;
import io.kspec.scenarios.expect.Mismatch;
import io.kspec.scenarios.expect.ResponsePath;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.Deadline;
import io.kspec.stage.net.Durations;
import io.kspec.stage.net.Reception;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.StageInterrupted;
import io.kspec.stage.play.Role;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Plays single steps, and keeps track of requests in flight between them. */
final class StepPlayer {
    private final Scenario scenario;
    private final Stage stage;
    private final StageValues values;
    private final CallVersions versions;
    private final Map<String, Pending> inFlight = new HashMap<>();
    private final Map<String, Connection> lastUsed = new HashMap<>();

    StepPlayer(Scenario scenario, @Nullable Integer sweptVersion, Stage stage) {
        this.scenario = scenario;
        this.stage = stage;
        this.values = new StageValues(scenario, stage);
        this.versions = new CallVersions(scenario, sweptVersion, stage, values);
    }

    private record Pending(Connection connection, int correlationId, Message request) {}

    /** What came of a request, and whether clients would send it again. */
    private record Attempt(List<Mismatch> mismatches, boolean isRepeated) {}

    /**
     * Plays a step.
     *
     * @return the expectations that are not met
     * @throws StageFailure if the target does not respond, or its response cannot be decoded
     * @throws InvalidScenarioException if a variable's value does not fit where it is used
     */
    List<Mismatch> play(Step step) {
        if (step instanceof Step.Request request) {
            if (request.expected().within() != null) {
                return repeatUntilMet(request, request.expected().within());
            }
            return scenario.retry() == null
                    ? receive(send(request.call()), request.expected())
                    : repeatAsClientsDo(request, scenario.retry());
        }
        if (step instanceof Step.Send send) {
            if (send.label() == null) {
                sendOneWay(send.call());
            } else {
                inFlight.put(send.label(), send(send.call()));
            }
            return List.of();
        }
        if (step instanceof Step.Receive receive) {
            return receive(Objects.requireNonNull(inFlight.remove(receive.label())), receive.expected());
        }
        if (step instanceof Step.Parallel parallel) {
            return playParallel(parallel);
        }
        return playOnWire(step);
    }

    private List<Mismatch> playOnWire(Step step) {
        if (step instanceof Step.Raw raw) {
            sendRaw(raw);
        } else if (step instanceof Step.Disconnect disconnect) {
            stage.role(disconnect.role()).disconnect();
        } else if (step instanceof Step.ExpectDisconnect expected) {
            Reception reception = connection(expected.role()).receiveFrame(expected.limit());
            if (!(reception instanceof Reception.Closed)) {
                return List.of(mismatch(step, expected.role(), "the target to close the connection", reception));
            }
        } else if (step instanceof Step.ExpectSilence expected) {
            Reception reception = connection(expected.role()).receiveFrame(expected.duration());
            if (!(reception instanceof Reception.TimedOut silence)
                    || !silence.partial().isEmpty()) {
                String text = "silence for " + Durations.text(expected.duration());
                return List.of(mismatch(step, expected.role(), text, reception));
            }
        } else if (step instanceof Step.Wait wait) {
            pause(wait.duration(), wait.name());
        }
        return List.of();
    }

    private static Mismatch mismatch(Step step, String role, String expected, Reception found) {
        return new Mismatch(role, step.at(), expected, describe(found));
    }

    private static String describe(Reception reception) {
        if (reception instanceof Reception.Frame came) {
            return "a frame " + came.frame();
        }
        if (reception instanceof Reception.TimedOut silence) {
            return silence.partial().isEmpty()
                    ? "an open connection after " + Durations.text(silence.waited())
                    : "bytes " + silence.partial();
        }
        if (reception instanceof Reception.ImpossibleSize bytes) {
            return "bytes " + bytes.bytes();
        }
        return "the connection closed by the target";
    }

    private List<Mismatch> repeatUntilMet(Step.Request request, Duration limit) {
        return Await.of(request.name(), limit)
                .every(request.expected().every())
                .recordedIn(stage.transcript())
                .last(() -> receive(send(request.call()), request.expected()), List::isEmpty);
    }

    private List<Mismatch> repeatAsClientsDo(Step.Request request, Duration limit) {
        return Await.of(request.name(), limit)
                .every(request.expected().every())
                .recordedIn(stage.transcript())
                .last(() -> attempt(request), attempt -> !attempt.isRepeated())
                .mismatches();
    }

    private Attempt attempt(Step.Request request) {
        Pending sent = send(request.call());
        Exchange exchange = exchange(sent, request.expected());
        Message response = Connection.decode(exchange);
        List<Mismatch> mismatches = review(exchange, response, request.expected());
        boolean repeated = !mismatches.isEmpty()
                && (Retries.hasRetriableError(response)
                        || Retries.isEmptyFetch(request.call().api().name(), sent.request(), response));
        return new Attempt(mismatches, repeated);
    }

    private void pause(Duration duration, String what) {
        Deadline deadline = Deadline.in(duration);
        while (!deadline.isPast()) {
            LockSupport.parkNanos(deadline.millisLeft() * 1_000_000);
            if (Thread.currentThread().isInterrupted()) {
                throw new StageInterrupted(what, null);
            }
        }
        stage.transcript().waited(what, duration);
    }

    private List<Mismatch> playParallel(Step.Parallel parallel) {
        List<Pending> sent = new ArrayList<>();
        parallel.requests().forEach(request -> sent.add(send(request.call())));
        List<Mismatch> mismatches = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            mismatches.addAll(receive(sent.get(i), parallel.requests().get(i).expected()));
        }
        return mismatches;
    }

    private Pending send(Call call) {
        CallVersions.Versioned request = versions.of(call);
        Connection connection = connection(call);
        int correlationId = connection.send(call.api(), request.version(), request.body());
        return new Pending(connection, correlationId, request.body());
    }

    private void sendOneWay(Call call) {
        CallVersions.Versioned request = versions.of(call);
        connection(call).sendOneWay(call.api(), request.version(), request.body());
    }

    private Connection connection(Call call) {
        Role role = stage.role(call.role());
        Connection connection;
        if (call.destination() instanceof Destination.Coordinator coordinator) {
            connection = coordinator(role, CoordinatorType.GROUP, coordinator.group());
        } else if (call.destination() instanceof Destination.TransactionCoordinator coordinator) {
            connection = coordinator(role, CoordinatorType.TRANSACTION, coordinator.transactionalId());
        } else if (call.destination() instanceof Destination.Leader leader) {
            String topic = values.text(leader.topic());
            Object partition = values.bound(binder -> binder.integer(FieldKind.INT32, leader.partition()));
            connection = role.leader(topic, ((Number) partition).intValue());
        } else {
            connection = role.connection();
        }
        lastUsed.put(call.role(), connection);
        return connection;
    }

    private Connection coordinator(Role role, CoordinatorType type, YamlNode key) {
        return role.coordinator(type, values.text(key));
    }

    /** The connection that a role used last, even if it is closed; if there is none yet, a connection to the target. */
    private Connection connection(String role) {
        Connection last = lastUsed.get(role);
        return last == null ? stage.role(role).connection() : last;
    }

    private List<Mismatch> receive(Pending pending, ExpectedResponse expected) {
        Exchange exchange = exchange(pending, expected);
        return review(exchange, Connection.decode(exchange), expected);
    }

    private Exchange exchange(Pending pending, ExpectedResponse expected) {
        Duration limit = expected.timeout() == null ? stage.settings().readTimeout() : expected.timeout();
        return pending.connection().receive(pending.correlationId(), limit);
    }

    private List<Mismatch> review(Exchange exchange, Message response, ExpectedResponse expected) {
        List<Mismatch> mismatches = new ArrayList<>();
        values.bound(binder -> {
            expected.expectations().forEach(expectation -> mismatches.addAll(expectation.check(response, binder)));
            return "checked";
        });
        if (mismatches.isEmpty()) {
            expected.captures()
                    .forEach(capture -> capture(capture, exchange, response).ifPresent(mismatches::add));
        }
        return mismatches.stream().map(each -> each.in(exchange)).toList();
    }

    private Optional<Mismatch> capture(ExpectedResponse.CapturedVariable capture, Exchange exchange, Message response) {
        for (ResponsePath path : capture.paths()) {
            if (path.isIn(response.spec())) {
                Optional<Object> value = path.find(response);
                value.ifPresent(found -> stage.set(capture.variable(), found));
                return value.isPresent()
                        ? Optional.empty()
                        : Optional.of(new Mismatch(
                                path.toString(), capture.at(), "a value for ${" + capture.variable() + "}", "nothing"));
            }
        }
        versions.lacks(capture, exchange.api());
        return Optional.empty();
    }

    private void sendRaw(Step.Raw raw) {
        Bytes bytes =
                (Bytes) values.bound(binder -> Objects.requireNonNullElse(binder.bytes(raw.bytes()), Bytes.EMPTY));
        Connection connection = connection(raw.role());
        lastUsed.put(raw.role(), connection);
        if (raw.bare()) {
            connection.sendRaw(bytes);
        } else {
            connection.sendFrame(raw.size() == null ? bytes.size() : raw.size(), bytes);
        }
    }
}
