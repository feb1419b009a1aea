package io.kspec.runlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BoundsTest {
    private static final Frame SMALL = Frame.of(new byte[4], List.of());

    private static Frame frame(int size, int fields) {
        List<Field> list = new ArrayList<>();
        for (int i = 0; i < fields; i++) {
            list.add(new Field(0, 1, "Topics[" + i + "].Name", "string", "v".repeat(2000)));
        }
        return Frame.of(new byte[size], list);
    }

    /** Exchanges of which no two are the same. */
    private static List<Event> distinct(int number, int size) {
        List<Event> timeline = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            byte[] bytes = new byte[size];
            bytes[4] = (byte) (i >> 8);
            bytes[5] = (byte) i;
            timeline.add(Samples.exchange(Frame.of(new byte[size], List.of()), Frame.of(bytes, List.of())));
        }
        return timeline;
    }

    private static Blame blame(int event) {
        return new Blame(event, Side.RESPONSE, 0, 4, "Topics", "slip", null);
    }

    @Test
    void aSmallResultIsKeptUnchanged() {
        assertThat(Bounds.fit(Samples.failedWithFrames())).isEqualTo(Samples.failedWithFrames());
    }

    @Test
    void whatWasMeasuredIsKept() {
        CaseResult result = Samples.passed().with(List.of(new Measurement("latency", 1.5, "ms")));
        assertThat(Bounds.fit(result)).isEqualTo(result);
    }

    @Test
    void aLongFrameKeepsItsFirst64KiBAndItsTrueSize() {
        CaseResult fitted = Bounds.fit(Samples.failed(List.of(Samples.exchange(SMALL, frame(100_000, 0))), blame(0)));
        Frame response =
                Objects.requireNonNull(((ExchangeEvent) fitted.timeline().get(0)).response());
        assertThat(response.size()).isEqualTo(100_000);
        assertThat(response.bytesKept()).isEqualTo(65_536);
    }

    @Test
    void omittedFieldsAreCounted() {
        CaseResult fitted = Bounds.fit(Samples.failed(List.of(Samples.exchange(SMALL, frame(10, 5000))), blame(0)));
        Frame response =
                Objects.requireNonNull(((ExchangeEvent) fitted.timeline().get(0)).response());
        assertThat(response.fields().size() + response.fieldsLeftOut()).isEqualTo(5000);
        assertThat(response.fields()).hasSizeLessThanOrEqualTo(Bounds.FIELDS);
        assertThat(response.fields().get(0).value()).endsWith("… (1000 more characters)");
    }

    @Test
    void theBlamedFrameIsKeptFirst() {
        List<Event> timeline = distinct(100, 65_536);
        CaseResult fitted = Bounds.fit(Samples.failed(timeline, blame(50)));
        Frame blamed = Objects.requireNonNull(((ExchangeEvent) fitted.timeline().get(50)).response());
        assertThat(blamed.bytesKept()).isEqualTo(65_536);
        Frame last = ((ExchangeEvent) fitted.timeline().get(99)).request();
        assertThat(last.bytesKept()).isEqualTo(16_384);
        Frame crowdedOut = ((ExchangeEvent) fitted.timeline().get(0)).request();
        assertThat(crowdedOut.bytesKept()).isZero();
        assertThat(crowdedOut.size()).isEqualTo(65_536);
    }

    @Test
    void aLongTimelineKeepsTheBlamedExchangeAndSaysWhatIsOmitted() {
        List<Event> timeline = distinct(1000, 6);
        CaseResult fitted = Bounds.fit(Samples.failed(timeline, blame(700)));
        Blame blame = Objects.requireNonNull(fitted.blame());
        assertThat(fitted.timeline().get(blame.event())).isEqualTo(timeline.get(700));
        assertThat(((NoteEvent) fitted.timeline().get(0)).text()).isEqualTo("320 earlier events are left out");
        NoteEvent last = (NoteEvent) fitted.timeline().get(fitted.timeline().size() - 1);
        assertThat(last.text()).isEqualTo("280 later events are left out");
        assertThat(fitted.timeline()).hasSize(402);
    }

    @Test
    void anEarlyBlamedExchangeInALongTimelineKeepsItsPlace() {
        List<Event> timeline = distinct(1000, 6);
        CaseResult fitted = Bounds.fit(Samples.failed(timeline, blame(3)));
        assertThat(Objects.requireNonNull(fitted.blame()).event()).isEqualTo(3);
        assertThat(fitted.timeline()).hasSize(401);
    }

    @Test
    void theWorstResultStillFitsALine() throws JsonProcessingException {
        String hostile = "\u202e".repeat(100_000);
        List<Field> fields = Collections.nCopies(50, new Field(0, 1, hostile, hostile, hostile));
        Frame frame = Frame.of(new byte[200_000], fields);
        Event exchange = new ExchangeEvent(hostile, 1, new ApiVersion(1, hostile, 1), 1, 1, 2.0, frame, frame);
        List<Event> timeline = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            timeline.add(exchange);
            timeline.add(new NoteEvent(hostile, 1, NoteEvent.Kind.REMARK, 1, 1.0, i + hostile));
        }
        CaseResult worst = CaseResult.failed(
                Samples.CHECK,
                Samples.OFFSET_FETCH,
                new Failure(hostile, hostile, Collections.nCopies(1000, hostile)),
                1,
                1,
                timeline,
                blame(500),
                Collections.nCopies(1000, new ClientReaction(hostile, hostile)));
        assertThat(LogJson.line(Bounds.fit(worst)).length).isLessThan(RunLogReader.MAX_LINE_BYTES);
    }
}
