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
 * How a stub answers: with Kafka's response, modified step by step. The request is edited and handled; then the
 * response is edited as a message, encoded, and edited as bytes.
 *
 * <p>Immutable; every method returns a new definition. Paths have the syntax of {@link PathPattern}; a path that a
 * version does not have is a no-op there.
 *
 * @param applied whether the request is handled; if not, the response starts from default values
 * @param requestEdits edits of the request
 * @param edits edits of the response as a message
 * @param layoutVersion the version whose layout the response has, including its header; empty for that of the request
 * @param body the bytes to send as the body, or null for the encoded response
 * @param frameEdits edits of the response's bytes
 * @param sizeDifference a number to add to the size before the response
 * @param correlationDifference a number to add to the correlation id
 * @param delay how long to delay the response
 * @param ending how the exchange ends
 * @param breaksSilence whether requests that Kafka never answers are answered
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

    /** Kafka's response. */
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

    /** Closes the connection after handling the request. */
    public static ResponseDefinition disconnect() {
        return KAFKA.toBuilder().ending(Ending.DISCONNECT).build();
    }

    /** Closes the connection without handling the request. */
    public static ResponseDefinition disconnectBeforeApplying() {
        return aResponse().toBuilder().ending(Ending.DISCONNECT).build();
    }

    /** Sets the error code of the whole response or, if it has none, every error code in it. */
    public ResponseDefinition error(ErrorCode error) {
        return edit(new MessageEdit.SetError(error));
    }

    /** Sets one or more fields to a value. */
    public ResponseDefinition with(String path, @Nullable Object value) {
        return edit(new MessageEdit.SetField(PathPattern.parse(path), value));
    }

    /** Removes entries of an array, such as {@code ApiKeys[ApiKey=8]}. */
    public ResponseDefinition without(String path) {
        return edit(new MessageEdit.RemoveEntry(PathPattern.parse(path)));
    }

    /** Appends an entry to an array. A structure is given as a map by field name. */
    public ResponseDefinition adding(String array, @Nullable Object entry) {
        return edit(new MessageEdit.AddEntry(PathPattern.parse(array), entry));
    }

    /** Sets a field of the request before it is handled. */
    public ResponseDefinition asIfAsked(String path, @Nullable Object value) {
        List<MessageEdit> more = appended(requestEdits, new MessageEdit.SetField(PathPattern.parse(path), value));
        return toBuilder().requestEdits(more).build();
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

    /** Sends the response after the one to the connection's next request, which violates Kafka's response order. */
    public ResponseDefinition overtaken() {
        return toBuilder().ending(Ending.OVERTAKEN).build();
    }

    /** Responds even when Kafka would not, e.g. to Produce with acks=0. */
    public ResponseDefinition evenWhereKafkaIsSilent() {
        return toBuilder().breaksSilence(true).build();
    }

    /**
     * Checks that every path names a field that the API has at one of the versions, so that a typo is rejected rather
     * than silently ignored.
     *
     * @throws IllegalArgumentException if a path does not; the message names it
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

    /** Applies the edits of the request. */
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
