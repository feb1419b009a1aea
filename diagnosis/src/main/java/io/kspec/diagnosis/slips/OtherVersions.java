package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The body has the layout of another version, behind the header of this version or of that one. */
public final class OtherVersions implements SlipFamily {
    private static final double PRIOR = 4;
    private static final double A_VERSION = 0.3;
    private static final double OTHER_HEADER = 1;

    @Override
    public void propose(SearchState scene, Consumer<Hypothesis> proposals) {
        FrameUnderTest suspect = scene.suspect();
        int lowest = suspect.api().versions().lowest();
        int highest = suspect.api().versions().highest();
        Map<String, Hypothesis> bySignature = new LinkedHashMap<>();
        for (int distance = 1; distance <= highest - lowest; distance++) {
            for (int version : new int[] {suspect.version() - distance, suspect.version() + distance}) {
                if (suspect.api().versions().contains(version)) {
                    propose(scene, version, version, bySignature);
                    propose(scene, suspect.version(), version, bySignature);
                }
            }
        }
        bySignature.values().forEach(proposals);
    }

    private static void propose(
            SearchState scene, int headerVersion, int version, Map<String, Hypothesis> bySignature) {
        FrameUnderTest suspect = scene.suspect();
        Shape shape = scene.factory().frame(suspect.headerAt(headerVersion), suspect.bodyAt(version));
        String signature = shape.signature();
        if (bySignature.containsKey(signature) || signature.equals(scene.shape().signature())) {
            return;
        }
        int distance = Math.abs(version - suspect.version());
        boolean sameHeader = suspect.headerAt(headerVersion).equals(suspect.header());
        double prior = PRIOR + A_VERSION * distance + (sameHeader ? 0 : OTHER_HEADER);
        Shape marked = new LayoutDifference(scene, version).mark(scene.shape(), shape);
        bySignature.put(signature, scene.base().hypothesis().withLayoutOfOtherVersion(marked, prior));
    }
}
