package io.kspec.scenarios.play;

import io.kspec.scenarios.InvalidScenarioException;
import io.kspec.scenarios.Scenario;
import io.kspec.scenarios.Step;
import io.kspec.scenarios.TopicPlan;
import io.kspec.scenarios.expect.Mismatch;
import io.kspec.stage.net.NotOffered;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.StageInterrupted;
import io.kspec.stage.net.Transcript;
import io.kspec.stage.play.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plays a scenario once on a stage: creates its topics, then plays its steps until one does not pass. */
final class ScenarioPlay {
    private final Scenario scenario;
    private final @Nullable Integer version;
    private final Stage stage;
    private final TopicSource topics;
    private final PlayListener listener;
    private final StepPlayer player;
    private final List<StepResult> results = new ArrayList<>();
    private PlayOutcome outcome = PlayOutcome.PASSED;
    private String reason = "";

    ScenarioPlay(Scenario scenario, @Nullable Integer version, Stage stage, TopicSource topics, PlayListener listener) {
        this.scenario = scenario;
        this.version = version;
        this.stage = stage;
        this.topics = topics;
        this.listener = listener;
        this.player = new StepPlayer(scenario, version, stage);
    }

    void play() {
        try {
            prepare();
        } catch (StageInterrupted e) {
            throw e;
        } catch (StageFailure e) {
            outcome = PlayOutcome.FAILED;
            reason = "before the first step: " + e.getMessage();
        }
        for (Step step : scenario.steps()) {
            StepResult result = outcome == PlayOutcome.PASSED
                    ? play(step)
                    : new StepResult(step, PlayOutcome.SKIPPED, "", List.of(), List.of());
            results.add(result);
            listener.finished(scenario, version, result);
            if (outcome == PlayOutcome.PASSED && result.outcome() != PlayOutcome.PASSED) {
                outcome = result.outcome();
                reason = "step " + results.size() + ", " + step.name() + ": " + result.message();
            }
        }
    }

    /** Plays step by step, each noted in the transcript, and returns the first that finds something unexpected. */
    Optional<UnmetStep> playUntilUnmet() {
        prepare();
        int number = 0;
        for (Step step : scenario.steps()) {
            number++;
            stage.transcript().note("step " + number + ": " + step.name());
            List<Mismatch> mismatches = player.play(step);
            if (!mismatches.isEmpty()) {
                return Optional.of(new UnmetStep(number, step, mismatches));
            }
        }
        return Optional.empty();
    }

    private void prepare() {
        scenario.names().forEach(name -> stage.set(name, stage.name(name)));
        for (Map.Entry<String, TopicPlan> topic : scenario.topics().entrySet()) {
            TopicPlan plan = topic.getValue();
            if (plan.create()) {
                stage.set(topic.getKey(), topics.topic(topic.getKey(), plan));
            } else {
                String name = stage.name(topic.getKey());
                stage.topics().deleteOnClose(name);
                stage.set(topic.getKey(), name);
            }
        }
    }

    private StepResult play(Step step) {
        int before = stage.transcript().size();
        try {
            List<Mismatch> mismatches = player.play(step);
            List<String> lines = mismatches.stream().map(Mismatch::toString).toList();
            PlayOutcome stepOutcome = mismatches.isEmpty() ? PlayOutcome.PASSED : PlayOutcome.FAILED;
            return result(step, stepOutcome, String.join("\n", lines), mismatches, before);
        } catch (StageInterrupted e) {
            throw e;
        } catch (NotOffered e) {
            return result(step, PlayOutcome.SKIPPED, String.valueOf(e.getMessage()), List.of(), before);
        } catch (StageFailure e) {
            return result(step, PlayOutcome.FAILED, String.valueOf(e.getMessage()), List.of(), before);
        } catch (InvalidScenarioException e) {
            return result(step, PlayOutcome.ERROR, String.valueOf(e.getMessage()), List.of(), before);
        } catch (RuntimeException e) {
            return result(
                    step,
                    PlayOutcome.ERROR,
                    scenario.file() + ":" + step.at() + ": " + e.getMessage(),
                    List.of(),
                    before);
        }
    }

    private StepResult result(
            Step step, PlayOutcome stepOutcome, String message, List<Mismatch> mismatches, int before) {
        return new StepResult(
                step, stepOutcome, message, mismatches, stage.transcript().eventsFrom(before));
    }

    /** The result. To be called when the stage is closed, so that the transcript is complete. */
    ScenarioResult result() {
        Transcript transcript = stage.transcript();
        return new ScenarioResult(scenario, version, outcome, reason, results, transcript.events(), transcript.now());
    }
}
