package io.kspec.runlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private static final ApiVersion METADATA = new ApiVersion(3, "Metadata", 12);

    /** A request with its correlation id, and an answer with a last byte. */
    private static ExchangeEvent asked(ApiVersion api, int id, int answer) {
        Frame request = Frame.of(new byte[] {0, 3, 0, 12, 0, 0, 0, (byte) id, 9}, List.of());
        Frame response = Frame.of(new byte[] {0, 0, 0, (byte) id, (byte) answer}, List.of());
        return new ExchangeEvent("observer", 1, api, id, 10.0 * id, 10.0 * id + 1, request, response);
    }

    private static NoteEvent waited(int id) {
        return new NoteEvent("", 0, NoteEvent.Kind.WAIT, 10.0 * id + 2, 20.0, "leaders of topic orders");
    }

    private static List<Event> polls(int number) {
        List<Event> polls = new ArrayList<>();
        for (int id = 1; id <= number; id++) {
            polls.add(asked(METADATA, id, 7));
            polls.add(waited(id));
        }
        return polls;
    }

    private static List<String> texts(CaseResult result) {
        return result.timeline().stream()
                .map(event -> event instanceof NoteEvent note
                        ? note.kind() + " " + note.text()
                        : "#" + ((ExchangeEvent) event).correlationId())
                .toList();
    }

    private static CaseResult unblamed(List<Event> timeline) {
        return CaseResult.failed(
                Samples.CHECK, METADATA, new Failure("a leader", "none", List.of()), 1, 1, timeline, null, List.of());
    }

    @Test
    void ofManyEqualPollsTheFirstAndTheLastStay() {
        CaseResult folded = unblamed(polls(95)).folded();
        assertThat(texts(folded))
                .containsExactly(
                        "#1",
                        "WAIT leaders of topic orders",
                        "REPEAT Metadata v12 asked 93 more times, same answer",
                        "#95",
                        "WAIT leaders of topic orders");
        NoteEvent note = (NoteEvent) folded.timeline().get(2);
        assertThat(note.role()).isEqualTo("observer");
        assertThat(note.atMs()).isEqualTo(20);
        assertThat(note.limitMs()).isEqualTo(930);
    }

    @Test
    void whatIsFoldedFoldsNoFurther() {
        CaseResult folded = unblamed(polls(95)).folded();
        assertThat(folded.folded()).isSameAs(folded);
    }

    @Test
    void twiceIsNotOften() {
        CaseResult twice = unblamed(polls(2));
        assertThat(twice.folded()).isSameAs(twice);
        assertThat(texts(unblamed(polls(3)).folded())).contains("REPEAT Metadata v12 asked once more, same answer");
    }

    @Test
    void anotherAnswerIsNoRepeat() {
        List<Event> timeline = List.of(asked(METADATA, 1, 7), asked(METADATA, 2, 8), asked(METADATA, 3, 9));
        assertThat(unblamed(timeline).folded().timeline()).isEqualTo(timeline);
    }

    @Test
    void anotherConnectionIsNoRepeat() {
        List<Event> timeline = new ArrayList<>();
        for (int number = 1; number <= 9; number++) {
            timeline.add(new NoteEvent("admin", number, NoteEvent.Kind.CONNECT, 0, null, "connected"));
        }
        assertThat(unblamed(timeline).folded().timeline()).hasSize(9);
    }

    @Test
    void severalRequestsInTurnAreOneRepeat() {
        ApiVersion groups = new ApiVersion(15, "DescribeGroups", 5);
        List<Event> timeline = new ArrayList<>(List.of(waited(0)));
        for (int id = 1; id <= 20; id += 2) {
            timeline.add(asked(METADATA, id, 7));
            timeline.add(asked(groups, id + 1, 8));
        }
        assertThat(texts(unblamed(timeline).folded()))
                .containsExactly(
                        "WAIT leaders of topic orders",
                        "#1",
                        "#2",
                        "REPEAT Metadata v12, DescribeGroups v5 asked 8 more times, same answers",
                        "#19",
                        "#20");
    }

    @Test
    void theBlamedExchangeStaysAndIsFoundAgain() {
        List<Event> polls = polls(95);
        CaseResult folded = Samples.failed(polls, new Blame(80, Side.RESPONSE, 4, 5, "Topics", "slip", null))
                .folded();
        Blame blame = Objects.requireNonNull(folded.blame());
        assertThat(folded.timeline().get(blame.event())).isSameAs(polls.get(80));
        assertThat(folded.timeline()).hasSizeLessThan(15);
    }

    @Test
    void theRequestThatKilledStaysAndIsFoundAgain() {
        List<Event> polls = polls(95);
        Death death = new Death(100, "kspec run", 139, List.of(), true);
        CaseResult folded = CaseResult.failed(
                        Samples.CHECK,
                        METADATA,
                        new Failure("alive", "dead", List.of()).with(death),
                        1,
                        1,
                        polls,
                        null,
                        List.of())
                .folded();
        Integer event = Objects.requireNonNull(
                        Objects.requireNonNull(folded.failure()).death())
                .event();
        assertThat(folded.timeline().get(Objects.requireNonNull(event))).isSameAs(polls.get(100));
    }
}
