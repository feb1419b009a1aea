package io.kspec.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Event;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Frame;
import io.kspec.runlog.Verdict;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a broker that is known to be right answered to requests like those of the failed cases. An answer is {@code [broker, what
 * the request shows, file, outcome, request, its correlation id, response, its correlation id]}, the last two only if there is
 * a response; texts and frames stand there by number. A case refers to its answer by {@code [event to compare, answer]}.
 */
final class PageGolden {
    private static final int ANSWER = 50;
    private static final int CASE = 15;

    private final GoldenAnswers golden;
    private final PageStrings strings;
    private final PageFrames frames;
    private final Map<GoldenAnswer, Integer> numbers = new HashMap<>();
    private final StringBuilder answers = new StringBuilder();
    private final Map<Integer, String> cases = new LinkedHashMap<>();
    private int room;

    /**
     * @param room how long all answers may be together, with their texts and frames
     */
    PageGolden(GoldenAnswers golden, PageStrings strings, PageFrames frames, int room) {
        this.golden = golden;
        this.strings = strings;
        this.frames = frames;
        this.room = room;
    }

    /** The approximate length of what is to be written, without texts and frames. */
    int size() {
        return numbers.size() * ANSWER + cases.size() * CASE;
    }

    /**
     * Adds the answer for a {@linkplain CaseResult#folded folded} result, if it is one that failed, and there is one and room
     * for it.
     *
     * @param position the position of the case
     */
    void add(int position, CaseResult result) throws IOException {
        int event = compared(result);
        if (result.verdict() != Verdict.FAIL || event < 0) {
            return;
        }
        Optional<GoldenAnswer> answer = golden.find(
                (ExchangeEvent) result.timeline().get(event), result.blame(), FailureText.expectation(result));
        if (answer.isPresent() && (room > 0 || numbers.containsKey(answer.orElseThrow()))) {
            cases.put(position, "[" + event + "," + number(answer.orElseThrow()) + "]");
        }
    }

    /** The exchange whose answer is to blame, otherwise the last one of the API that the case is about, if it is about one; -1 if there is none. */
    private static int compared(CaseResult result) {
        List<Event> timeline = result.timeline();
        Blame blame = result.blame();
        for (int i = timeline.size() - 1; i >= 0; i--) {
            if (timeline.get(i) instanceof ExchangeEvent exchange
                    && (blame == null ? isOf(result.api(), exchange.api()) : blame.event() == i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isOf(@Nullable ApiVersion of, @Nullable ApiVersion asked) {
        return of == null
                || (asked != null
                        && of.key() == asked.key()
                        && (of.version() == null || Objects.equals(of.version(), asked.version())));
    }

    private int number(GoldenAnswer answer) throws IOException {
        Integer known = numbers.putIfAbsent(answer, numbers.size());
        if (known != null) {
            return known;
        }
        int before = frames.size() + strings.size();
        answers.append(answers.isEmpty() ? "[" : ",[")
                .append(strings.number(answer.broker()))
                .append(',')
                .append(strings.number(answer.shows()))
                .append(',')
                .append(strings.number(answer.file()))
                .append(',')
                .append(strings.number(answer.outcome()));
        add(answer.request(), PageFrames.Kind.REQUEST);
        if (answer.response() != null) {
            add(answer.response(), PageFrames.Kind.RESPONSE);
        }
        answers.append(']');
        room -= frames.size() + strings.size() - before + ANSWER;
        return numbers.size() - 1;
    }

    private void add(Frame frame, PageFrames.Kind kind) throws IOException {
        PageFrames.Reference added = frames.add(frame, kind, null, false);
        answers.append(',').append(added.number()).append(',').append(added.correlationId());
    }

    /** Writes {@code "golden": {"own": [names of fields], "answers": […], "cases": {position: …}}}. */
    void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("golden");
        json.writeArrayFieldStart("own");
        for (String field : new TreeSet<>(golden.ownFields())) {
            json.writeString(field);
        }
        json.writeEndArray();
        json.writeFieldName("answers");
        json.writeRawValue("[" + answers + "]");
        json.writeObjectFieldStart("cases");
        for (Map.Entry<Integer, String> one : cases.entrySet()) {
            json.writeFieldName(one.getKey().toString());
            json.writeRawValue(one.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
