package io.kspec.mock.script;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a stub does: it changes Kafka's response step by step. The request is edited and handled, or refused with an error;
 * then the response is edited as a message, encoded, and edited as bytes.
 *
 * <p>Immutable; every method returns a new definition. Paths have the syntax of {@link PathPattern}; a path that a
 * version does not have is a no-op there.
 *
 * @param applied whether the request takes effect, or null for true without an error and false with one
 * @param error the error that the request is refused with, or null
 * @param errorMessage the message next to the error, or null
 * @param requestEdits edits of the request
 * @param edits edits of the response as a message
 * @param layoutVersion the version whose layout the response has, including its header; empty for that of the request
 * @param body the bytes to send as the body, or null for the encoded response
 * @param frameEdits edits of the response's bytes
 * @param sizeDifference a number to add to the size before the response
 * @param correlationDifference a number to add to the correlation id
 * @param advance how far the broker's clock advances before the request is handled
 * @param delay how long to delay the response
 * @param pacing how the response's bytes are sent
 * @param ending how the exchange ends
 * @param breaksSilence whether requests that Kafka never answers are answered
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public record ResponseDefinition(
        @Nullable Boolean applied,
        @Nullable ErrorCode error,
        @Nullable String errorMessage,
        @API(status = API.Status.INTERNAL, since = "0.1.0") List<MessageEdit> requestEdits,
        @API(status = API.Status.INTERNAL, since = "0.1.0") List<MessageEdit> edits,
        OptionalInt layoutVersion,
        @Nullable Bytes body,
        @API(status = API.Status.INTERNAL, since = "0.1.0") List<FrameEdit> frameEdits,
        int sizeDifference,
        int correlationDifference,
        Duration advance,
        Duration delay,
        Pacing pacing,
        Ending ending,
        boolean breaksSilence) {
    private static final ResponseDefinition KAFKA = new ResponseDefinition(
            null,
            null,
            null,
            List.of(),
            List.of(),
            OptionalInt.empty(),
            null,
            List.of(),
            0,
            0,
            Duration.ZERO,
            Duration.ZERO,
            Pacing.NONE,
            Ending.RESPONSE,
            false);

    @API(status = API.Status.INTERNAL, since = "0.1.0")
    public ResponseDefinition {
        requestEdits = List.copyOf(requestEdits);
        edits = List.copyOf(edits);
        frameEdits = List.copyOf(frameEdits);
        if (delay.isNegative() || advance.isNegative()) {
            throw new IllegalArgumentException(
                    "expected durations of 0 or more, found a delay of " + delay + " and an advance of " + advance);
        }
    }

    /** Kafka's response. A stub with nothing but this exempts its requests from the stubs added before it. */
    public static ResponseDefinition asKafka() {
        return KAFKA;
    }

    /** A response of default values; the request is not handled. */
    public static ResponseDefinition aResponse() {
        return KAFKA.toBuilder().applied(false).build();
    }

    /** No response, although the request is handled. */
    public static ResponseDefinition silence() {
        return KAFKA.toBuilder().ending(Ending.SILENCE).build();
    }

    /**
     * No response, and the request is not handled: it is lost before the broker sees it, together with everything that
     * follows on its connection, as where a network loses packets.
     */
    public static ResponseDefinition silenceBeforeApplying() {
        return aResponse().toBuilder().ending(Ending.SILENCE).build();
    }

    /** Closes the connection after handling the request. */
    public static ResponseDefinition disconnect() {
        return KAFKA.toBuilder().ending(Ending.DISCONNECT).build();
    }

    /** Closes the connection without handling the request. */
    public static ResponseDefinition disconnectBeforeApplying() {
        return aResponse().toBuilder().ending(Ending.DISCONNECT).build();
    }

    /** Resets the connection after handling the request. */
    public static ResponseDefinition reset() {
        return KAFKA.toBuilder().ending(Ending.RESET).build();
    }

    /** Resets the connection without handling the request. */
    public static ResponseDefinition resetBeforeApplying() {
        return aResponse().toBuilder().ending(Ending.RESET).build();
    }

    /**
     * Refuses the request with an error as Kafka does: nothing is applied, and every topic, partition, group or whatever
     * else was asked for is answered with the error, or the response as a whole where Kafka does so. If the conditions
     * of the stub's pattern select entries of the request, only these are refused, and all others are handled.
     */
    public ResponseDefinition error(ErrorCode error) {
        return toBuilder().error(error).build();
    }

    /** The same with an error message, in versions that have one. */
    public ResponseDefinition error(ErrorCode error, String message) {
        return toBuilder().error(error).errorMessage(message).build();
    }

    /** Handles the request before it is answered with an error. */
    public ResponseDefinition afterApplying() {
        return toBuilder().applied(true).build();
    }

    /** Sets one or more fields to a value. */
    public ResponseDefinition with(String path, @Nullable Object value) {
        return edit(new MessageEdit.SetField(PathPattern.parse(path), value));
    }

    /** Removes entries of an array, such as {@code ApiKeys[ApiKey=8]}. */
    public ResponseDefinition without(String path) {
        return edit(new MessageEdit.RemoveEntry(PathPattern.parse(path)));
    }

    /** Appends entries to an array. A structure is given as a map by field name. */
    public ResponseDefinition adding(String array, Object... entries) {
        return edit(new MessageEdit.AddEntry(PathPattern.parse(array), List.of(entries)));
    }

    /** Changes the record batches of a field; all of them or, if so few make sense, the last. */
    public ResponseDefinition changingRecords(String path, RecordChange change) {
        return edit(new RecordsEdit(PathPattern.parse(path), change, null));
    }

    /** Changes a record batch of a field, by its index, which counts backwards from the end if negative. */
    public ResponseDefinition changingBatch(String path, int batch, RecordChange change) {
        return edit(new RecordsEdit(PathPattern.parse(path), change, batch));
    }

    /** Sets a field of the request before it is handled. */
    public ResponseDefinition asIfAsked(String path, @Nullable Object value) {
        List<MessageEdit> more = appended(requestEdits, new MessageEdit.SetField(PathPattern.parse(path), value));
        return toBuilder().requestEdits(more).build();
    }

    /**
     * Changes the response by a function, for what paths and values cannot say. It runs on the broker's thread, and returns a
     * message of the same API and version.
     */
    public ResponseDefinition rewriting(UnaryOperator<Message> change) {
        return edit(new MessageEdit.Rewrite(change));
    }

    /** Encodes the response in the layout of another version of the API; fields that it does not have are dropped. */
    public ResponseDefinition inLayoutOf(int version) {
        return toBuilder().layoutVersion(OptionalInt.of(version)).build();
    }

    /** Replaces the response's body by bytes. */
    public ResponseDefinition withBody(Bytes bytes) {
        return toBuilder().body(bytes).build();
    }

    /** Inserts bytes before a field, which may be {@code Header.CorrelationId} or {@code Header.TaggedFields}. */
    public ResponseDefinition insertingBefore(String place, Bytes bytes) {
        return edit(new FrameEdit.InsertBefore(FramePlace.parse(place), bytes));
    }

    /** Inserts bytes after a field. */
    public ResponseDefinition insertingAfter(String place, Bytes bytes) {
        return edit(new FrameEdit.InsertAfter(FramePlace.parse(place), bytes));
    }

    /** Replaces the bytes of a field. */
    public ResponseDefinition replacingBytesOf(String place, Bytes bytes) {
        return edit(new FrameEdit.Replace(FramePlace.parse(place), bytes));
    }

    /** Omits the bytes of a field. */
    public ResponseDefinition omitting(String place) {
        return replacingBytesOf(place, Bytes.EMPTY);
    }

    /** Writes a field twice. */
    public ResponseDefinition doubling(String place) {
        return edit(new FrameEdit.WriteTwice(FramePlace.parse(place)));
    }

    /** Encodes an integer as a type of another width. */
    public ResponseDefinition encoding(String place, FieldKind kind) {
        return edit(new FrameEdit.EncodeAs(FramePlace.parse(place), kind));
    }

    /** Adds a number to the length or count of a field. */
    public ResponseDefinition miscounting(String place, int difference) {
        return edit(new FrameEdit.Miscount(FramePlace.parse(place), difference));
    }

    /**
     * Flips the lowest bit of one byte of a field's value. The index counts from 0, or backwards from the end if
     * negative.
     */
    public ResponseDefinition flippingBit(String place, int index) {
        return edit(new FrameEdit.FlipBit(FramePlace.parse(place), index));
    }

    /** Omits the last bytes of the response. */
    public ResponseDefinition truncatedBy(int count) {
        return edit(new FrameEdit.Truncate(count));
    }

    /** Appends bytes to the response. */
    public ResponseDefinition trailing(Bytes bytes) {
        return edit(new FrameEdit.Append(bytes));
    }

    /** Adds a number to the size before the response. */
    public ResponseDefinition sizeOffBy(int difference) {
        return toBuilder().sizeDifference(difference).build();
    }

    /** Adds a number to the correlation id. */
    public ResponseDefinition correlationIdOffBy(int difference) {
        return toBuilder().correlationDifference(difference).build();
    }

    /** Delays the response. */
    public ResponseDefinition after(Duration time) {
        return toBuilder().delay(time).build();
    }

    /** Advances the broker's clock before the request is handled. */
    public ResponseDefinition advancing(Duration time) {
        return toBuilder().advance(time).build();
    }

    /** Sends the response in pieces, each in a write of its own. */
    public ResponseDefinition inPiecesOf(int bytes) {
        return toBuilder().pacing(pacing.inPieces(bytes)).build();
    }

    /** Sends the response at a rate. */
    public ResponseDefinition atBytesPerSecond(int bytes) {
        return toBuilder().pacing(pacing.atRate(bytes)).build();
    }

    /** Interrupts the response after a number of bytes, which includes the size before the response. */
    public ResponseDefinition stallingAfter(int bytes, Duration time) {
        return toBuilder().pacing(pacing.stalling(bytes, time)).build();
    }

    /** Sends a number of bytes of the response before the exchange ends without the rest. */
    public ResponseDefinition afterSending(int bytes) {
        return toBuilder().pacing(pacing.ending(bytes)).build();
    }

    /** Sends the response after the one to the connection's next request, which violates Kafka's response order. */
    public ResponseDefinition overtaken() {
        return toBuilder().ending(Ending.OVERTAKEN).build();
    }

    /** Responds even when Kafka would not, e.g. to Produce with acks=0. */
    public ResponseDefinition evenWhereKafkaIsSilent() {
        return toBuilder().breaksSilence(true).build();
    }

    /** Whether this is nothing but Kafka's response. */
    boolean isAsKafka() {
        return equals(KAFKA);
    }

    /** Whether the response is encoded as Kafka encodes it, apart from its correlation id. */
    boolean isEncodedAsKafka() {
        return layoutVersion.isEmpty() && body == null && frameEdits.isEmpty() && sizeDifference == 0;
    }

    /**
     * Whether the definition changes a response, whatever is in it, rather than only fields that the response may not
     * have.
     */
    boolean changesAnyResponse() {
        return layoutVersion.isPresent()
                || body != null
                || sizeDifference != 0
                || correlationDifference != 0
                || !delay.isZero()
                || !pacing.equals(Pacing.NONE)
                || ending != Ending.RESPONSE
                || frameEdits.stream().anyMatch(edit -> edit.target().isEmpty());
    }

    /** Whether there is something in a response for the definition to change. */
    boolean finds(Message body, KnownTopics topics) {
        return edits.stream().anyMatch(edit -> edit.finds(body, topics))
                || frameEdits.stream()
                        .flatMap(edit -> edit.target().stream())
                        .anyMatch(place -> place.isIn(body, topics));
    }

    /**
     * This definition together with that of a stub that was added later: all changes in turn, and what a response can
     * have only once from the later one, if it says so.
     */
    ResponseDefinition and(ResponseDefinition later) {
        return new ResponseDefinition(
                later.applied == null ? applied : later.applied,
                null,
                null,
                joined(requestEdits, later.requestEdits),
                joined(edits, later.edits),
                later.layoutVersion.isPresent() ? later.layoutVersion : layoutVersion,
                later.body == null ? body : later.body,
                joined(frameEdits, later.frameEdits),
                later.sizeDifference == 0 ? sizeDifference : later.sizeDifference,
                later.correlationDifference == 0 ? correlationDifference : later.correlationDifference,
                later.advance.isZero() ? advance : later.advance,
                later.delay.isZero() ? delay : later.delay,
                pacing.and(later.pacing),
                later.ending == Ending.RESPONSE ? ending : later.ending,
                breaksSilence || later.breaksSilence);
    }

    /** Whether clients notice it even where Kafka sends no response. */
    public boolean showsWhereKafkaIsSilent() {
        return breaksSilence || ending == Ending.DISCONNECT || ending == Ending.RESET;
    }

    static <T> List<T> joined(List<T> before, List<T> more) {
        List<T> all = new ArrayList<>(before);
        all.addAll(more);
        return all;
    }

    ResponseDefinitionBuilder toBuilder() {
        return new ResponseDefinitionBuilder(this);
    }

    static Message applyAll(List<MessageEdit> edits, Message message, KnownTopics topics) {
        Message changed = message;
        for (MessageEdit edit : edits) {
            changed = edit.apply(changed, topics);
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
