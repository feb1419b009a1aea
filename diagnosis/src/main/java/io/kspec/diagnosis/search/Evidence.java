package io.kspec.diagnosis.search;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.reading.Known;
import io.kspec.diagnosis.reading.Meaning;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.Reading;
import io.kspec.diagnosis.reading.Spot;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.DecodeFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What speaks for a reading, in sentences. */
final class Evidence {
    private static final int NAMES = 3;

    private Evidence() {}

    static List<String> of(FrameUnderTest suspect, @Nullable DecodeFailure failure, Reading reading) {
        List<String> evidence = new ArrayList<>();
        evidence.add(failure == null ? "read strictly, the values are implausible" : "read strictly: " + failure);
        int size = suspect.frame().size();
        evidence.add(
                reading.complete() && reading.stopped() == size
                        ? "with this slip all " + size + " bytes are accounted for"
                        : "with this slip the first " + reading.stopped() + " of " + size + " bytes decode");
        errorCodes(reading, evidence);
        names(suspect, reading, evidence);
        return evidence;
    }

    private static void errorCodes(Reading reading, List<String> evidence) {
        List<Spot> codes = reading.spots().stream()
                .filter(spot -> spot.role() == Spot.Role.NUMBER && spot.part().meaning() == Meaning.ERROR_CODE)
                .toList();
        if (!codes.isEmpty()) {
            long known = codes.stream()
                    .filter(spot -> ErrorCode.of((int) spot.value()).isPresent())
                    .count();
            evidence.add(known + " of " + codes.size() + " error codes are known");
        }
    }

    private static void names(FrameUnderTest suspect, Reading reading, List<String> evidence) {
        TreeSet<String> repeated = new TreeSet<>();
        Known known = Known.of(suspect);
        Bytes frame = suspect.frame();
        for (Spot spot : reading.spots()) {
            if (spot.role() == Spot.Role.CONTENT && spot.part().form() == Part.Form.STRING) {
                byte[] content = frame.slice(spot.start(), spot.end()).toArray();
                if (known.strings().contains(new String(content, StandardCharsets.ISO_8859_1))) {
                    repeated.add(new String(content, StandardCharsets.UTF_8));
                }
            }
        }
        if (!repeated.isEmpty()) {
            evidence.add("the request's " + repeated.stream().limit(NAMES).toList() + " appear");
        }
    }
}
