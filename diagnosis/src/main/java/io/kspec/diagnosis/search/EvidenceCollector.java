package io.kspec.diagnosis.search;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.reading.Interpretation;
import io.kspec.diagnosis.reading.Known;
import io.kspec.diagnosis.reading.Meaning;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.Spot;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.DecodeFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects the evidence for an interpretation, one sentence per item. */
final class EvidenceCollector {
    private static final int NAMES = 3;

    private EvidenceCollector() {}

    static List<String> of(FrameUnderTest frame, @Nullable DecodeFailure failure, Interpretation interpretation) {
        List<String> evidence = new ArrayList<>();
        evidence.add(failure == null ? "decoded strictly, the values are implausible" : "strict decoding: " + failure);
        int size = frame.bytes().size();
        evidence.add(
                interpretation.complete() && interpretation.stopped() == size
                        ? "with this slip, all " + size + " bytes decode"
                        : "with this slip, the first " + interpretation.stopped() + " of " + size + " bytes decode");
        errorCodes(interpretation, evidence);
        names(frame, interpretation, evidence);
        return evidence;
    }

    private static void errorCodes(Interpretation interpretation, List<String> evidence) {
        List<Spot> codes = interpretation.spots().stream()
                .filter(spot -> spot.role() == Spot.Role.NUMBER && spot.part().meaning() == Meaning.ERROR_CODE)
                .toList();
        if (!codes.isEmpty()) {
            long known = codes.stream()
                    .filter(spot -> ErrorCode.of((int) spot.value()).isPresent())
                    .count();
            evidence.add(known + " of " + codes.size() + " error codes are known");
        }
    }

    private static void names(FrameUnderTest frame, Interpretation interpretation, List<String> evidence) {
        TreeSet<String> repeated = new TreeSet<>();
        Set<String> known = Known.strings(frame);
        for (Spot spot : interpretation.spots()) {
            if (spot.role() == Spot.Role.CONTENT && spot.part().form() == Part.Form.STRING) {
                byte[] content = frame.bytes().slice(spot.start(), spot.end()).toArray();
                if (known.contains(new String(content, StandardCharsets.ISO_8859_1))) {
                    repeated.add(new String(content, StandardCharsets.UTF_8));
                }
            }
        }
        if (!repeated.isEmpty()) {
            evidence.add("names from the request appear: "
                    + repeated.stream().limit(NAMES).collect(Collectors.joining(", ")));
        }
    }
}
