package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Proposes the body layouts of other versions, after the header of this version or of the other. */
public final class OtherVersions implements SlipFamily {
    private static final double PRIOR = 4;
    private static final double A_VERSION = 0.3;
    private static final double OTHER_HEADER = 1;

    @Override
    public void propose(SearchState state, Consumer<Hypothesis> proposals) {
        FrameUnderTest frame = state.frame();
        int lowest = frame.api().versions().lowest();
        int highest = frame.api().versions().highest();
        Map<String, Hypothesis> bySignature = new LinkedHashMap<>();
        for (int distance = 1; distance <= highest - lowest; distance++) {
            for (int version : new int[] {frame.version() - distance, frame.version() + distance}) {
                if (frame.api().versions().contains(version)) {
                    propose(state, version, version, bySignature);
                    propose(state, frame.version(), version, bySignature);
                }
            }
        }
        bySignature.values().forEach(proposals);
    }

    private static void propose(
            SearchState state, int headerVersion, int version, Map<String, Hypothesis> bySignature) {
        FrameUnderTest frame = state.frame();
        Shape shape = state.frameOf(frame.headerAt(headerVersion), frame.bodyAt(version));
        String signature = shape.signature();
        if (bySignature.containsKey(signature) || signature.equals(state.shape().signature())) {
            return;
        }
        int distance = Math.abs(version - frame.version());
        boolean sameHeader = frame.headerAt(headerVersion).equals(frame.header());
        double prior = PRIOR + A_VERSION * distance + (sameHeader ? 0 : OTHER_HEADER) + state.additional();
        Shape marked = new LayoutDifference(state, version).mark(state.shape(), shape);
        bySignature.put(signature, state.base().hypothesis().withLayoutOfOtherVersion(marked, prior));
    }
}
