package io.kspec.inspection.diff;

import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.SlipKind;
import io.kspec.inspection.reading.Reading;
import io.kspec.protocol.codec.DecodeFailure;
import java.util.Optional;

/**
 * The point past which a message cannot be decoded, and is not compared.
 *
 * @param path the field there; empty if it is no particular field
 * @param start the first wrong byte, or the byte before which something is missing
 * @param end the byte after the last wrong one
 * @param sentence what is wrong there
 */
public record Stop(String path, int start, int end, String sentence) {

    /** The point of a message; empty if all of it decodes, even if more bytes follow. */
    static Optional<Stop> of(Reading reading) {
        DecodeFailure failure = reading.attempt().failure();
        if (failure == null) {
            return Optional.empty();
        }
        Optional<Explanation> slip = reading.assessment().explanation();
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

    /** Whether values decoded after a slip are not what was meant; after a wrong count, the entries still are. */
    private static boolean misleads(Explanation slip, DecodeFailure failure) {
        return slip.start() < failure.offset() && slip.kind() != SlipKind.COUNT_WRONG;
    }
}
