package io.kspec.cli;

import io.kspec.cli.console.Colours;
import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.Wrapping;
import io.kspec.mock.MockBroker;
import io.kspec.scenarios.Scenario;
import io.kspec.scenarios.play.PlayOutcome;
import io.kspec.scenarios.play.Player;
import io.kspec.scenarios.play.ScenarioResult;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kspec scenario play}: plays scenarios on a broker. */
@Command(
        name = "play",
        mixinStandardHelpOptions = true,
        description = "Plays scenarios on a broker, at every version that they sweep.",
        footer = {
            "",
            "Exit codes: 0 all passed, 1 some failed, 2 usage error, 3 no Kafka broker at the",
            "target, 4 a scenario is broken or none could be played."
        })
final class ScenarioPlayCommand implements Callable<Integer> {
    private static final String INDENT = "    ";

    private final Terminal terminal;

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..*",
            description = "Scenario names or files (default: all bundled scenarios).")
    private List<String> names = List.of();

    @Option(
            names = {"-t", "--target"},
            paramLabel = "HOST:PORT",
            converter = TargetConverter.class,
            description = "Broker to play on (default: the embedded mock broker).")
    private @Nullable Target target;

    @Mixin
    private CommandConfigOption commandConfig = new CommandConfigOption();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long to wait for a response, such as 500ms (default: ${DEFAULT-VALUE}).")
    private Duration timeout = ConnectionSettings.DEFAULT.readTimeout();

    ScenarioPlayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        List<Scenario> scenarios = ScenarioFiles.named(names);
        if (target != null) {
            return play(scenarios, target);
        }
        try (MockBroker broker = MockBroker.start()) {
            terminal.err().println("No --target given: playing on the embedded mock broker.");
            return play(scenarios, new Target(broker.host(), broker.port()));
        }
    }

    private int play(List<Scenario> scenarios, Target broker) {
        Player player = Player.on(broker)
                .settings(ConnectionSettings.DEFAULT
                        .withReadTimeout(timeout)
                        .withSecurity(commandConfig.security(terminal)))
                .build();
        try {
            player.advertised();
        } catch (StageFailure e) {
            terminal.err().println(terminal.errorColours().bad(String.valueOf(e.getMessage())));
            return ExitCode.UNREACHABLE;
        }
        List<ScenarioResult> results = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            for (ScenarioResult result : player.play(scenario)) {
                tell(result);
                results.add(result);
            }
        }
        return conclude(results);
    }

    private void tell(ScenarioResult result) {
        Colours colours = terminal.colours();
        String outcome =
                switch (result.outcome()) {
                    case PASSED -> colours.good("pass   ");
                    case FAILED -> colours.bad("FAIL   ");
                    case SKIPPED -> colours.faint("skipped");
                    case ERROR -> colours.bad("ERROR  ");
                };
        terminal.out().println(outcome + " " + result.title());
        if (!result.reason().isEmpty()) {
            result.reason()
                    .lines()
                    .flatMap(line -> Wrapping.lines(line, terminal.width() - INDENT.length()).stream())
                    .forEach(line -> terminal.out().println(INDENT + line));
        }
        terminal.out().flush();
    }

    private int conclude(List<ScenarioResult> results) {
        long passed = count(results, PlayOutcome.PASSED);
        long failed = count(results, PlayOutcome.FAILED);
        long errors = count(results, PlayOutcome.ERROR);
        terminal.out().println();
        terminal.out()
                .println(passed + " passed, " + failed + " failed, " + count(results, PlayOutcome.SKIPPED)
                        + " skipped, " + errors + " errors");
        if (failed > 0) {
            return ExitCode.FAILURES;
        }
        return errors == 0 && passed > 0 ? ExitCode.CONFORMANT : ExitCode.HARNESS_ERROR;
    }

    private static long count(List<ScenarioResult> results, PlayOutcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }
}
