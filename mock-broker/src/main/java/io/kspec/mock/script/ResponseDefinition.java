package io.kspec.mock.script;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a stub answers: what Kafka would, changed step by step. First the request is changed, then it takes effect, then the
 * response is changed as a message, encoded, and changed as bytes.
 *
 * <p>Immutable; every method gives another definition. Paths are as {@link PathPattern} reads them; one that a version does not
 * have changes nothing there.
 *
 * @param applied whether the request takes effect; if not, the response starts from defaults
 * @param requestEdits changes of what was asked
 * @param edits changes of the response as a message
 * @param layoutVersion the version whose layout, header included, the response has; empty for that of the request
 * @param body what stands after the header instead of any body, or null
 * @param frameEdits changes of the response's bytes
 * @param sizeDifference what is added to the size before the response, and to nothing else
 * @param correlationDifference what is added to the correlation id
 * @param delay how long the response is held back
 * @param ending how the request ends
 * @param breaksSilence whether a request that Kafka never answers is answered all the same
 */
public record ResponseDefinition(
        boolean applied,
        List<MessageEdit> requestEdits,
        List<MessageEdit> edits,
        OptionalInt layoutVersion,
        @Nullable Bytes body,
        List<FrameEdit> frameEdits,
        int sizeDifference,
        int correlationDifference,
        Duration delay,
        Ending ending,
        boolean breaksSilence) {
    private static final ResponseDefinition KAFKA = new ResponseDefinition(
            true,
            List.of(),
            List.of(),
            OptionalInt.empty(),
            null,
            List.of(),
            0,
            0,
            Duration.ZERO,
            Ending.RESPONSE,
            false);

    public ResponseDefinition {
        requestEdits = List.copyOf(requestEdits);
        edits = List.copyOf(edits);
        frameEdits = List.copyOf(frameEdits);
        if (delay.isNegative()) {
            throw new IllegalArgumentException("expected a delay of 0 or more, found " + delay);
        }
    }

    /** What Kafka would answer. */
    public static ResponseDefinition asKafka() {
        return KAFKA;
    }

    /** A response of defaults to a request that takes no effect. */
    public static ResponseDefinition aResponse() {
        return KAFKA.toBuilder().applied(false).build();
    }

    /** Nothing, though the request takes effect. */
    public static ResponseDefinition silence() {
        return KAFKA.toBuilder().ending(Ending.SILENCE).build();
    }

    /** A closed connection, after the request has taken effect. */
    public static ResponseDefinition disconnect() {
        return KAFKA.toBuilder().ending(Ending.DISCONNECT).build();
    }

    /** A closed connection, before the request has taken any effect. */
    public static ResponseDefinition disconnectBeforeApplying() {
        return aResponse().toBuilder().ending(Ending.DISCONNECT).build();
    }

    /** With an error code: that of the whole response, or, where it has none, all error codes within it. */
    public ResponseDefinition error(ErrorCode error) {
        return edit(new MessageEdit.SetError(error));
    }

    /** With a field, or several, set to a value. */
    public ResponseDefinition with(String path, @Nullable Object value) {
        return edit(new MessageEdit.SetField(PathPattern.parse(path), value));
    }

    /** Without entries of an array, as {@code ApiKeys[ApiKey=8]}. */
    public ResponseDefinition without(String path) {
        return edit(new MessageEdit.RemoveEntry(PathPattern.parse(path)));
    }

    /** With one more entry in an array, which is a map by field name if it is a structure. */
    public ResponseDefinition adding(String array, @Nullable Object entry) {
        return edit(new MessageEdit.AddEntry(PathPattern.parse(array), entry));
    }

    /** As if the client had asked otherwise. */
    public ResponseDefinition asIfAsked(String path, @Nullable Object value) {
        List<MessageEdit> more = appended(requestEdits, new MessageEdit.SetField(PathPattern.parse(path), value));
        return toBuilder().requestEdits(more).build();
    }

    /** In the layout of another version of the API; fields that it does not have are lost. */
    public ResponseDefinition inLayoutOf(int version) {
        return toBuilder().layoutVersion(OptionalInt.of(version)).build();
    }

    /** With these bytes after the header. */
    public ResponseDefinition withBody(Bytes bytes) {
        return toBuilder().body(bytes).build();
    }

    /** With bytes written before a field, which may be {@code Header.CorrelationId} or {@code Header.TaggedFields}. */
    public ResponseDefinition insertingBefore(String place, Bytes bytes) {
        return edit(new FrameEdit.InsertBefore(FramePlace.parse(place), bytes));
    }

    /** With bytes written after a field. */
    public ResponseDefinition insertingAfter(String place, Bytes bytes) {
        return edit(new FrameEdit.InsertAfter(FramePlace.parse(place), bytes));
    }

    /** With other bytes where a field should be. */
    public ResponseDefinition replacingBytesOf(String place, Bytes bytes) {
        return edit(new FrameEdit.Replace(FramePlace.parse(place), bytes));
    }

    /** Without the bytes of a field. */
    public ResponseDefinition omitting(String place) {
        return replacingBytesOf(place, Bytes.EMPTY);
    }

    /** With a field written twice. */
    public ResponseDefinition doubling(String place) {
        return edit(new FrameEdit.WriteTwice(FramePlace.parse(place)));
    }

    /** With a whole number in another width. */
    public ResponseDefinition encoding(String place, FieldKind kind) {
        return edit(new FrameEdit.EncodeAs(FramePlace.parse(place), kind));
    }

    /** With a length or count that is wrong by a difference. */
    public ResponseDefinition miscounting(String place, int difference) {
        return edit(new FrameEdit.Miscount(FramePlace.parse(place), difference));
    }

    /** With a bit of a byte of a field's value flipped, counted from 0, or from the end by -1 and less. */
    public ResponseDefinition flippingBit(String place, int index) {
        return edit(new FrameEdit.FlipBit(FramePlace.parse(place), index));
    }

    /** Without its last bytes. */
    public ResponseDefinition truncatedBy(int count) {
        return edit(new FrameEdit.Truncate(count));
    }

    /** With bytes after its end. */
    public ResponseDefinition trailing(Bytes bytes) {
        return edit(new FrameEdit.Append(bytes));
    }

    /** With a size before it that is wrong by a difference. */
    public ResponseDefinition sizeOffBy(int difference) {
        return toBuilder().sizeDifference(difference).build();
    }

    /** With a correlation id that is wrong by a difference. */
    public ResponseDefinition correlationIdOffBy(int difference) {
        return toBuilder().correlationDifference(difference).build();
    }

    /** Held back for a time. */
    public ResponseDefinition after(Duration time) {
        return toBuilder().delay(time).build();
    }

    /** Only behind the response to the connection's next request, which Kafka's order of responses forbids. */
    public ResponseDefinition overtaken() {
        return toBuilder().ending(Ending.OVERTAKEN).build();
    }

    /** Also where Kafka says nothing, as to Produce with acks 0. */
    public ResponseDefinition evenWhereKafkaIsSilent() {
        return toBuilder().breaksSilence(true).build();
    }

    /**
     * Checks that every path means a field that the API has at one of the versions, so that a slip of the pen is not taken for
     * a stub.
     *
     * @throws IllegalArgumentException if one does not; it names the path
     */
    void check(ApiSpec api, Versions versions) {
        Versions within = versions.intersect(api.versions());
        requestEdits.forEach(edit -> check(edit.target(), api + " request", within, api::request));
        edits.forEach(edit -> check(edit.target(), api + " response", within, api::response));
        Versions laidOut =
                layoutVersion.isPresent() ? new Versions(layoutVersion.getAsInt(), layoutVersion.getAsInt()) : within;
        frameEdits.forEach(
                edit -> check(edit.target().flatMap(FramePlace::path), api + " response", laidOut, api::response));
    }

    private static void check(
            Optional<PathPattern> path, String what, Versions versions, IntFunction<MessageSpec> spec) {
        boolean known = path.isEmpty()
                || IntStream.rangeClosed(versions.lowest(), versions.highest()).anyMatch(version -> path.get()
                        .isKnownTo(spec.apply(version).struct()));
        if (!known) {
            throw new IllegalArgumentException(
                    path.get() + ": expected the path of a field in versions " + versions + " of the " + what);
        }
    }

    /** What was asked, as this has it. */
    public Message request(Message request) {
        return applyAll(requestEdits, request);
    }

    ResponseDefinitionBuilder toBuilder() {
        return new ResponseDefinitionBuilder(this);
    }

    static Message applyAll(List<MessageEdit> edits, Message message) {
        Message changed = message;
        for (MessageEdit edit : edits) {
            changed = edit.apply(changed);
        }
        return changed;
    }

    private ResponseDefinition edit(MessageEdit edit) {
        return toBuilder().edits(appended(edits, edit)).build();
    }

    private ResponseDefinition edit(FrameEdit edit) {
        return toBuilder().frameEdits(appended(frameEdits, edit)).build();
    }

    private static <T> List<T> appended(List<T> list, T element) {
        List<T> more = new ArrayList<>(list);
        more.add(element);
        return more;
    }
}
