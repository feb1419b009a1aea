package io.kspec.scenarios;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.scenarios.Call.Destination;
import io.kspec.scenarios.ExpectedResponse.CapturedVariable;
import io.kspec.scenarios.expect.Expectation;
import io.kspec.scenarios.expect.ExpectationReader;
import io.kspec.scenarios.expect.ResponsePath;
import io.kspec.scenarios.value.ValueBinder;
import io.kspec.yaml.FilePosition;
import io.kspec.yaml.MappingReader;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlNode.Entry;
import io.kspec.yaml.YamlNode.Mapping;
import io.kspec.yaml.YamlNode.Scalar;
import io.kspec.yaml.YamlNode.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the steps of a scenario in their order, since a step may use variables that earlier steps capture. */
final class StepsReader {
    private static final Duration DEFAULT_PAUSE = Duration.ofMillis(100);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Mapping NO_FIELDS = new Mapping(FilePosition.START, List.of());

    private final Scenario frame;
    private final KnownVariables variables;
    private final Problems problems;
    private final ExpectationReader expectationReader;
    private final StepCheck check;
    private final Map<String, Step.Send> inFlight = new HashMap<>();

    StepsReader(Scenario frame, KnownVariables variables, Problems problems) {
        this.frame = frame;
        this.variables = variables;
        this.problems = problems;
        this.expectationReader = new ExpectationReader(problems);
        this.check = new StepCheck(frame, variables, problems);
    }

    List<Step> steps(MappingReader root) {
        List<Step> steps = new ArrayList<>();
        root.require("steps");
        for (YamlNode item : root.items("steps")) {
            step(item).ifPresent(steps::add);
        }
        root.find("steps")
                .filter(node -> node instanceof Sequence list && list.items().isEmpty())
                .ifPresent(node -> problems.add(node.at(), "expected at least one step, found none"));
        inFlight.forEach((label, send) -> problems.add(
                send.at(),
                "expected a later step with receive: " + label
                        + ", found none; if the request has no response, write one-way: true instead of as"));
        return steps;
    }

    private Optional<Step> step(YamlNode item) {
        if (!(item instanceof Mapping mapping)) {
            problems.mismatch(item, "a step as a mapping");
            return Optional.empty();
        }
        List<StepKind> kinds = Stream.of(StepKind.values())
                .filter(kind -> mapping.find(kind.key()).isPresent())
                .toList();
        if (kinds.size() != 1) {
            reportAmbiguous(mapping, kinds);
            return Optional.empty();
        }
        StepKind kind = kinds.get(0);
        MappingReader step = new MappingReader(mapping, "a step with " + kind.key(), kind.keys(), problems);
        return step(kind, step);
    }

    private void reportAmbiguous(Mapping mapping, List<StepKind> kinds) {
        List<String> all =
                Stream.of(StepKind.values()).map(StepKind::key).sorted().toList();
        if (!kinds.isEmpty()) {
            problems.add(
                    mapping.at(),
                    "expected a step with one of " + String.join(", ", all) + "; found "
                            + String.join(
                                    " and ", kinds.stream().map(StepKind::key).toList()));
            return;
        }
        Set<String> every = new TreeSet<>(StepKind.allKeys());
        mapping.entries().stream()
                .filter(entry -> !every.contains(entry.name()))
                .findFirst()
                .ifPresentOrElse(
                        entry -> problems.unknownName(entry.key().at(), "a kind of step", all, entry.name()),
                        () -> problems.add(
                                mapping.at(),
                                "expected a step with one of " + String.join(", ", all) + "; found none"));
    }

    private Optional<Step> step(StepKind kind, MappingReader step) {
        String given = step.text("name");
        return switch (kind) {
            case REQUEST -> request(step).map(found -> found);
            case SEND -> send(step);
            case RECEIVE -> receive(step);
            case PARALLEL -> Optional.of(parallel(step));
            case RAW -> raw(step);
            case DISCONNECT -> {
                String role = role(step);
                yield step.flag("disconnect", false)
                        ? Optional.of(new Step.Disconnect(named(given, role + " disconnects"), step.at(), role))
                        : refused(step, "disconnect", "disconnect as true");
            }
            case EXPECT_DISCONNECT -> {
                String role = role(step);
                yield limit(step, kind)
                        .map(limit -> new Step.ExpectDisconnect(
                                named(given, role + " is disconnected"), step.at(), role, limit));
            }
            case EXPECT_SILENCE -> {
                String role = role(step);
                yield limit(step, kind)
                        .map(limit -> new Step.ExpectSilence(
                                named(given, role + " receives nothing"), step.at(), role, limit));
            }
            case WAIT -> limit(step, kind).map(limit -> new Step.Wait(named(given, "wait"), step.at(), limit));
        };
    }

    private Optional<Step> refused(MappingReader step, String key, String expected) {
        problems.mismatch(step.require(key).orElseThrow(), expected);
        return Optional.empty();
    }

    private static String named(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }

    static @Nullable Duration duration(MappingReader step, String key) {
        return step.duration(key, SHORTEST, LONGEST);
    }

    private static Optional<Duration> limit(MappingReader step, StepKind kind) {
        return Optional.ofNullable(duration(step, kind.key()));
    }

    private Optional<Step.Request> request(MappingReader step) {
        Optional<Call> call = call(step, StepKind.REQUEST.key());
        ExpectedResponse expected = expected(step, call.orElse(null));
        return call.map(found -> new Step.Request(
                named(step.text("name"), found.role() + ": " + found.api().name()), step.at(), found, expected));
    }

    private Optional<Step> send(MappingReader step) {
        Optional<Call> call = call(step, StepKind.SEND.key());
        boolean oneWay = step.flag("one-way", false);
        String label = step.text("as");
        if (call.isEmpty()) {
            return Optional.empty();
        }
        String name = named(
                step.text("name"),
                call.get().role() + " sends " + call.get().api().name());
        Step.Send send = new Step.Send(name, step.at(), call.get(), label);
        if ((label == null) != oneWay) {
            problems.add(
                    step.at(),
                    "expected either as with a label for a later receive, or one-way: true, found "
                            + (oneWay ? "both" : "neither"));
        } else if (label != null && inFlight.put(label, send) != null) {
            problems.mismatch(step.require("as").orElseThrow(), "a label that is not in flight");
        }
        return Optional.of(send);
    }

    private Optional<Step> receive(MappingReader step) {
        String label = step.requireText("receive");
        Step.Send send = inFlight.remove(label);
        if (send == null && !label.isEmpty()) {
            problems.unknownName(
                    step.require("receive").orElseThrow().at(),
                    "a request in flight",
                    new TreeSet<>(inFlight.keySet()),
                    label);
        }
        ExpectedResponse expected = expected(step, send == null ? null : send.call());
        String name = named(step.text("name"), "receive " + label);
        return Optional.of(new Step.Receive(name, step.at(), label, expected));
    }

    private Step parallel(MappingReader step) {
        List<Step.Request> requests = new ArrayList<>();
        for (YamlNode item : step.items("parallel")) {
            MappingReader.of(item, "a parallel request", StepKind.PARALLEL_KEYS, problems)
                    .flatMap(this::request)
                    .ifPresent(requests::add);
        }
        if (step.items("parallel").size() < 2) {
            problems.add(step.at(), "expected at least two parallel requests, found " + requests.size());
        }
        return new Step.Parallel(named(step.text("name"), "parallel requests"), step.at(), requests);
    }

    private Optional<Step> raw(MappingReader step) {
        String role = role(step);
        YamlNode bytes = step.require("raw").orElseThrow();
        check.bytes(bytes);
        boolean bare = step.find("size")
                .filter(node -> node instanceof Scalar text && text.text().equals("none"))
                .isPresent();
        Integer size = bare ? null : step.integer("size", Integer.MIN_VALUE, Integer.MAX_VALUE);
        return Optional.of(
                new Step.Raw(named(step.text("name"), role + " sends bytes"), step.at(), role, bytes, size, bare));
    }

    private String role(MappingReader step) {
        String role = step.text("role");
        if (role == null) {
            if (frame.roles().size() != 1) {
                step.require("role");
            }
            return frame.roles().isEmpty() ? "" : frame.roles().get(0);
        }
        if (!frame.roles().contains(role)) {
            problems.unknownName(step.find("role").orElseThrow().at(), "a role", frame.roles(), role);
        }
        return role;
    }

    private Optional<Call> call(MappingReader step, String key) {
        String role = role(step);
        Optional<ApiSpec> api = step.require(key).flatMap(node -> ScenarioReader.api(node, problems));
        if (api.isEmpty()) {
            return Optional.empty();
        }
        Integer version = step.integer(
                "version", api.get().versions().lowest(), api.get().versions().highest());
        YamlNode body = step.find("body").orElse(NO_FIELDS);
        if (!(body instanceof Mapping fields)) {
            problems.mismatch(body, "body as a mapping of fields");
            return Optional.empty();
        }
        Call call = new Call(role, api.get(), version, fields, destination(step));
        check.body(call);
        return Optional.of(call);
    }

    private Destination destination(MappingReader step) {
        Optional<MappingReader> to =
                step.find("to").flatMap(node -> MappingReader.of(node, "to", StepKind.TO_KEYS, problems));
        if (to.isEmpty()) {
            return new Destination.Any();
        }
        for (String key : List.of("coordinator", "transaction-coordinator")) {
            if (to.get().has(key)) {
                return coordinator(to.get(), key);
            }
        }
        YamlNode topic = to.get().require("leader").orElse(null);
        YamlNode partition = to.get().require("partition").orElse(null);
        if (topic == null || partition == null) {
            return new Destination.Any();
        }
        check.text(topic);
        check.partition(partition);
        return new Destination.Leader(topic, partition);
    }

    private Destination coordinator(MappingReader to, String key) {
        List<String> others = StepKind.TO_KEYS.stream()
                .filter(other -> !other.equals(key) && to.has(other))
                .sorted()
                .toList();
        if (!others.isEmpty()) {
            problems.add(to.at(), "expected either coordinator, or leader with partition, found both");
        }
        YamlNode coordinated = to.require(key).orElseThrow();
        check.text(coordinated);
        return key.equals("coordinator")
                ? new Destination.Coordinator(coordinated)
                : new Destination.TransactionCoordinator(coordinated);
    }

    /** What a step expects of the response to a call; if the call could not be read, that cannot be checked. */
    private ExpectedResponse expected(MappingReader step, @Nullable Call call) {
        List<Expectation> expectations = expectationReader.read(step.entries("expect"));
        List<CapturedVariable> captures = new ArrayList<>();
        for (Entry entry : step.entries("capture")) {
            captures.add(capture(entry));
        }
        Duration timeout = duration(step, "timeout");
        Duration within = duration(step, "within");
        Duration every = duration(step, "every");
        if (every != null && within == null) {
            step.find("every")
                    .ifPresent(
                            node -> problems.add(node.at(), "expected the key within together with every, found none"));
        }
        if (within != null && expectations.isEmpty()) {
            step.find("within")
                    .ifPresent(node ->
                            problems.add(node.at(), "expected the key expect together with within, found none"));
        }
        ExpectedResponse expected =
                new ExpectedResponse(expectations, captures, timeout, within, every == null ? DEFAULT_PAUSE : every);
        if (call != null) {
            check.response(call, expected);
        }
        captures.forEach(capture -> variables.add(capture.variable()));
        return expected;
    }

    private CapturedVariable capture(Entry entry) {
        if (!ValueBinder.isVariableName(entry.name())) {
            problems.mismatch(entry.key(), "a variable of letters, digits and dashes");
        }
        List<YamlNode> places = entry.value() instanceof Sequence several ? several.items() : List.of(entry.value());
        List<ResponsePath> paths = new ArrayList<>();
        for (YamlNode place : places) {
            if (place instanceof Scalar text) {
                expectationReader.path(text).ifPresent(paths::add);
            } else {
                problems.mismatch(place, "a path in the response");
            }
        }
        return new CapturedVariable(entry.name(), entry.key().at(), paths);
    }
}
