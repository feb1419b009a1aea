package io.kspec.inspection.diff;

import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.SlipKind;
import io.kspec.inspection.reading.Reading;
import io.kspec.protocol.codec.DecodeFailure;
import java.util.Optional;

/**
 * From where on a message makes no sense, and so is not compared.
 *
 * @param path the field there; empty if it is none in particular
 * @param start the first byte that is to blame, or before which something is missing
 * @param end the byte after the last that is
 * @param sentence what is wrong there
 */
public record Stop(String path, int start, int end, String sentence) {

    /** Empty if the whole message is read, even if more follows. */
    static Optional<Stop> of(Reading reading) {
        DecodeFailure failure = reading.attempt().failure();
        if (failure == null) {
            return Optional.empty();
        }
        Optional<Explanation> slip = reading.verdict().explanation();
        if (slip.isPresent() && misleads(slip.get(), failure)) {
            Explanation found = slip.get();
            return Optional.of(new Stop(found.path(), found.start(), found.end(), found.sentence()));
        }
        if (failure.kind() == DecodeFailure.Kind.TRAILING_BYTES
                && failure.path().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Stop(
                failure.path(),
                failure.offset(),
                failure.offset(),
                "expected " + failure.expected() + ", " + failure.found()));
    }

    /** Whether what was read after a slip is something else than what was meant; a wrong count spares its entries. */
    private static boolean misleads(Explanation slip, DecodeFailure failure) {
        return slip.start() < failure.offset() && slip.kind() != SlipKind.COUNT_WRONG;
    }
}
