package io.kspec.mock.script;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Changes individual components of a {@link ResponseDefinition}. */
final class ResponseDefinitionBuilder {
    private @Nullable Boolean applied;
    private @Nullable ErrorCode error;
    private @Nullable String errorMessage;
    private List<MessageEdit> requestEdits;
    private List<MessageEdit> edits;
    private OptionalInt layoutVersion;
    private @Nullable Bytes body;
    private List<FrameEdit> frameEdits;
    private int sizeDifference;
    private int correlationDifference;
    private Duration advance;
    private Duration delay;
    private Pacing pacing;
    private Ending ending;
    private boolean breaksSilence;

    ResponseDefinitionBuilder(ResponseDefinition from) {
        applied = from.applied();
        error = from.error();
        errorMessage = from.errorMessage();
        requestEdits = from.requestEdits();
        edits = from.edits();
        layoutVersion = from.layoutVersion();
        body = from.body();
        frameEdits = from.frameEdits();
        sizeDifference = from.sizeDifference();
        correlationDifference = from.correlationDifference();
        advance = from.advance();
        delay = from.delay();
        pacing = from.pacing();
        ending = from.ending();
        breaksSilence = from.breaksSilence();
    }

    ResponseDefinitionBuilder applied(@Nullable Boolean value) {
        applied = value;
        return this;
    }

    ResponseDefinitionBuilder error(@Nullable ErrorCode value) {
        error = value;
        return this;
    }

    ResponseDefinitionBuilder errorMessage(@Nullable String value) {
        errorMessage = value;
        return this;
    }

    ResponseDefinitionBuilder requestEdits(List<MessageEdit> value) {
        requestEdits = value;
        return this;
    }

    ResponseDefinitionBuilder edits(List<MessageEdit> value) {
        edits = value;
        return this;
    }

    ResponseDefinitionBuilder layoutVersion(OptionalInt value) {
        layoutVersion = value;
        return this;
    }

    ResponseDefinitionBuilder body(@Nullable Bytes value) {
        body = value;
        return this;
    }

    ResponseDefinitionBuilder frameEdits(List<FrameEdit> value) {
        frameEdits = value;
        return this;
    }

    ResponseDefinitionBuilder sizeDifference(int value) {
        sizeDifference = value;
        return this;
    }

    ResponseDefinitionBuilder correlationDifference(int value) {
        correlationDifference = value;
        return this;
    }

    ResponseDefinitionBuilder advance(Duration value) {
        advance = value;
        return this;
    }

    ResponseDefinitionBuilder delay(Duration value) {
        delay = value;
        return this;
    }

    ResponseDefinitionBuilder pacing(Pacing value) {
        pacing = value;
        return this;
    }

    ResponseDefinitionBuilder ending(Ending value) {
        ending = value;
        return this;
    }

    ResponseDefinitionBuilder breaksSilence(boolean value) {
        breaksSilence = value;
        return this;
    }

    ResponseDefinition build() {
        return new ResponseDefinition(
                applied,
                error,
                errorMessage,
                requestEdits,
                edits,
                layoutVersion,
                body,
                frameEdits,
                sizeDifference,
                correlationDifference,
                advance,
                delay,
                pacing,
                ending,
                breaksSilence);
    }
}
