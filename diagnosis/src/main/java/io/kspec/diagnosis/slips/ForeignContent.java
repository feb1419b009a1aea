package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.Known;
import io.kspec.diagnosis.reading.Mark;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.RequestTextPiece;
import io.kspec.diagnosis.reading.Shape;
import io.kspec.diagnosis.reading.Tolerance;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.text.FieldText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Proposes what does not come from the layout of any version: an error code instead of the body, as of a broker that has
 * one refusal for all requests, and pieces of the request's text in the response.
 */
public final class ForeignContent implements SlipFamily {
    private static final double ERROR_ALONE = 9;
    private static final double REQUEST_TEXT = 12;

    private final Known known;

    public ForeignContent(Known known) {
        this.known = known;
    }

    @Override
    public void propose(SearchState state, Consumer<Hypothesis> proposals) {
        if (state.frame().type() == MessageType.RESPONSE) {
            errorAlone(state, proposals);
            if (state.pristine() && !known.pieces().isEmpty()) {
                requestText(state, proposals);
            }
        }
    }

    private static void errorAlone(SearchState state, Consumer<Hypothesis> proposals) {
        Bytes bytes = state.frame().bytes();
        Part body = state.body();
        Integer at = state.base().trace().firstSeen().get(body.id());
        if (at == null
                || bytes.size() < at + Short.BYTES
                || body.shape().parts().isEmpty()) {
            return;
        }
        int code = bytes.getShort(at);
        if (code == 0 || ErrorCode.of(code).isEmpty()) {
            return;
        }
        int rest = bytes.size() - at - Short.BYTES;
        boolean text = rest > Short.BYTES && bytes.getShort(at + Short.BYTES) == rest - Short.BYTES;
        if (rest == 0 || text) {
            Mark mark = state.mark(
                    SlipKind.ERROR_ALONE,
                    Mark.Scope.WHOLE,
                    sighting -> "only the error code " + ErrorCode.describe(code)
                            + (text ? " and a text follow" : " follows") + ", not the body of v" + state.version());
            List<Part> parts =
                    new ArrayList<>(List.of(state.factory().errorCode().marked(mark)));
            if (text) {
                parts.add(state.factory().sentence());
            }
            proposals.accept(state.replacing(body, List.of(body.withShape(new Shape(parts))), ERROR_ALONE));
        }
    }

    private void requestText(SearchState state, Consumer<Hypothesis> proposals) {
        Mark mark = state.mark(
                SlipKind.REQUEST_TEXT,
                Mark.Scope.EXERCISED,
                sighting -> describe(known.pieces().stream()
                        .filter(piece -> piece.start() >= sighting.start())
                        .toList()));
        proposals.accept(state.base().hypothesis().tolerating(Tolerance.REQUEST_TEXT, mark, REQUEST_TEXT));
    }

    /** {@code text of the request lies here: "kspe" at byte 12, of "kspec-topic-1"}. */
    private static String describe(List<RequestTextPiece> pieces) {
        String list = pieces.stream()
                .map(piece -> FieldText.FULL.quoted(piece.text()) + " at byte " + piece.start())
                .collect(Collectors.joining(", "));
        String whole = pieces.stream()
                .map(piece -> FieldText.FULL.quoted(piece.string()))
                .distinct()
                .collect(Collectors.joining(" and "));
        return "text of the request lies here: " + list + (pieces.size() == 1 ? ", a piece of " : ", pieces of ")
                + whole;
    }
}
