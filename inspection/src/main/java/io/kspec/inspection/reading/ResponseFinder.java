package io.kspec.inspection.reading;

import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.SlipKind;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.spec.ApiSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads bytes as responses of an API, at the version that decodes or has the likeliest slip. */
final class ResponseFinder {
    /** A message of more bytes takes long to diagnose. */
    private static final int LONG = 8 * 1024;

    private static final int FEW_VERSIONS = 4;
    /** A frame whose end is missing is one of a version at which decoding gets further. */
    private static final double HALF = 0.5;

    private final Question question;

    ResponseFinder(Question question) {
        this.question = question;
    }

    /** The bytes as responses of an API: at the version that was asked for, or the likeliest. */
    List<IdentifiedMessage> responses(Bytes bytes, ApiSpec api) {
        List<List<FrameCandidate>> readings = readings(bytes);
        Optional<List<IdentifiedMessage>> fitting = fitting(readings, api);
        if (fitting.isPresent()) {
            return fitting.get();
        }
        Integer version = question.version();
        return version == null ? ofSomeVersion(readings, api) : likeliest(readings, api, version);
    }

    /**
     * The bytes at the version whose slip is the most certain, if they decode at none. That they have the layout of another
     * version is told only if that version has no slip that explains them. Of long messages, only the versions at which
     * decoding gets furthest are diagnosed.
     */
    private static List<IdentifiedMessage> ofSomeVersion(List<List<FrameCandidate>> readings, ApiSpec api) {
        Map<List<IdentifiedMessage>, Explanation> explained = new LinkedHashMap<>();
        List<IdentifiedMessage> furthest = List.of();
        for (int version : versionsToDiagnose(readings, api)) {
            List<IdentifiedMessage> subjects = likeliest(readings, api, version);
            explanation(subjects.get(0)).ifPresent(explanation -> explained.put(subjects, explanation));
            boolean further = furthest.isEmpty()
                    || subjects.get(0).reach() > furthest.get(0).reach();
            furthest = further ? subjects : furthest;
        }
        if (!furthest.isEmpty() && furthest.get(0).isCutOff() && furthest.get(0).reach() > HALF) {
            return furthest;
        }
        if (explained.values().stream().anyMatch(slip -> slip.kind() != SlipKind.OTHER_VERSION)) {
            explained.values().removeIf(slip -> slip.kind() == SlipKind.OTHER_VERSION);
        }
        Optional<Map.Entry<List<IdentifiedMessage>, Explanation>> best = explained.entrySet().stream()
                .max(Comparator.comparingDouble(each -> each.getValue().certainty()));
        if (best.isEmpty()) {
            return furthest;
        }
        Explanation slip = best.get().getValue();
        double same = 0;
        double all = 0;
        List<Integer> rivals = new ArrayList<>();
        for (Map.Entry<List<IdentifiedMessage>, Explanation> each : explained.entrySet()) {
            Explanation other = each.getValue();
            boolean isSame = other.kind() == slip.kind() && other.start() == slip.start();
            all += other.certainty();
            same += isSame ? other.certainty() : 0;
            if (!isSame && other.certainty() > slip.certainty() / 3) {
                rivals.add(0, each.getKey().get(0).version());
            }
        }
        VersionDoubt doubt = new VersionDoubt(rivals, same / all);
        return best.get().getKey().stream()
                .map(subject -> subject.doubting(doubt))
                .toList();
    }

    /** The versions, highest first; of those of a long message, the ones at which decoding gets furthest. */
    private static List<Integer> versionsToDiagnose(List<List<FrameCandidate>> readings, ApiSpec api) {
        FrameCandidate frame = readings.get(0).get(0);
        Comparator<Integer> furthestFirst = Comparator.comparingDouble(
                        (Integer version) -> IdentifiedMessage.response(api, version, frame, List.of())
                                .reach())
                .reversed();
        List<Integer> versions = IntStream.rangeClosed(
                        api.versions().lowest(), api.versions().highest())
                .boxed()
                .sorted(Comparator.reverseOrder())
                .toList();
        return frame.bytes().size() <= LONG
                ? versions
                : versions.stream().sorted(furthestFirst).limit(FEW_VERSIONS).toList();
    }

    /** The bytes as responses of an API that decode, at the highest possible version; empty if they decode at none. */
    Optional<List<IdentifiedMessage>> fitting(Bytes bytes, ApiSpec api) {
        return fitting(readings(bytes), api);
    }

    private Optional<List<IdentifiedMessage>> fitting(List<List<FrameCandidate>> readings, ApiSpec api) {
        List<Integer> versions = question.version() == null
                ? IntStream.rangeClosed(api.versions().lowest(), api.versions().highest())
                        .map(i -> api.versions().highest() + api.versions().lowest() - i)
                        .boxed()
                        .toList()
                : List.of(question.version());
        for (List<FrameCandidate> frames : readings) {
            List<Integer> fitting = versions.stream()
                    .filter(version -> frames.stream()
                            .allMatch(frame -> Frames.attemptResponse(api, version, frame.bytes())
                                    .succeeded()))
                    .toList();
            if (!fitting.isEmpty() && !frames.get(0).isCutOff()) {
                return Optional.of(frames.stream()
                        .map(frame -> IdentifiedMessage.response(
                                api, fitting.get(0), frame, fitting.subList(1, fitting.size())))
                        .toList());
            }
        }
        return Optional.empty();
    }

    /** Every credible way to split the bytes into frames; only one if they start with the known correlation id. */
    private List<List<FrameCandidate>> readings(Bytes bytes) {
        Integer number = question.correlationId();
        if (number != null && bytes.size() >= Integer.BYTES && bytes.getInt(0) == number) {
            return List.of(List.of(FrameCandidate.bare(bytes)));
        }
        return FrameCandidate.readings(bytes).stream()
                .filter(frames -> frames.get(0).isCredible())
                .toList();
    }

    /**
     * For bytes that do not decode: frames whose sizes fit, or else the reading with the most certain explanation; if the
     * end of the frame may be missing, which has no explanation, the reading that gets furthest.
     */
    private static List<IdentifiedMessage> likeliest(List<List<FrameCandidate>> readings, ApiSpec api, int version) {
        List<List<IdentifiedMessage>> candidates = readings.stream()
                .map(frames -> frames.stream()
                        .map(frame -> IdentifiedMessage.response(api, version, frame, List.of()))
                        .toList())
                .toList();
        List<IdentifiedMessage> first = candidates.get(0);
        if (candidates.size() == 1 || isAfterItsSize(first.get(0))) {
            return first;
        }
        boolean cut = candidates.stream().anyMatch(subjects -> subjects.get(0).isCutOff());
        Comparator<List<IdentifiedMessage>> order =
                Comparator.comparingDouble(subjects -> cut ? 0 : certainty(subjects.get(0)));
        return candidates.stream()
                .max(order.thenComparingDouble(subjects -> subjects.get(0).reach()))
                .orElseThrow();
    }

    private static boolean isAfterItsSize(IdentifiedMessage subject) {
        return subject.announcedSize() != null && !subject.isMisannounced();
    }

    /** How certain the slip in a message is; 0 if none explains it. */
    private static double certainty(IdentifiedMessage subject) {
        return explanation(subject).map(Explanation::certainty).orElse(0.0);
    }

    /** The likeliest slip in a message; empty if none is likely enough. */
    static Optional<Explanation> explanation(IdentifiedMessage subject) {
        return Assessment.on(subject, subject.attempt()).explanation();
    }

    /**
     * A slip at another version, if the response decodes at this one and something speaks against it. That the layout is
     * that of this version is none.
     */
    Optional<String> rivalOf(Bytes bytes, IdentifiedMessage response) {
        Optional<String> wrong = response.doubt() == null ? wrongInside(response) : Optional.empty();
        if (wrong.isEmpty()) {
            return Optional.empty();
        }
        IdentifiedMessage rival = null;
        Explanation slip = null;
        for (int version = response.api().versions().highest();
                version >= response.api().versions().lowest();
                version--) {
            IdentifiedMessage other =
                    likeliest(readings(bytes), response.api(), version).get(0);
            Explanation found = explanation(other).orElse(null);
            if (found != null
                    && found.kind() != SlipKind.OTHER_VERSION
                    && (slip == null || found.certainty() > slip.certainty())) {
                rival = other;
                slip = found;
            }
        }
        return rival == null || slip == null
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "The bytes decode as v%d, but its %s. They also come of a slip in v%d (certainty %.2f): %s; see"
                                + " --version %d.",
                        response.version(),
                        wrong.get(),
                        rival.version(),
                        slip.certainty(),
                        slip.sentence(),
                        rival.version()));
    }

    /** What speaks against a response that decodes: what lies inside it does not, or has a value that cannot be. */
    private static Optional<String> wrongInside(IdentifiedMessage response) {
        DecodeAttempt attempt = response.attempt();
        List<LayoutEntry> entries = attempt.layout().entries();
        return entries.stream()
                .filter(entry -> EmbeddedGroupProtocol.isBroken(entry, entries))
                .map(entry -> entry.path() + " does not decode as what consumers write")
                .findFirst()
                .or(() -> attempt.succeeded()
                        ? Assessment.on(response, attempt).implausibleValues().stream()
                                .map(value -> value.path() + " cannot be right")
                                .findFirst()
                        : Optional.empty());
    }
}
