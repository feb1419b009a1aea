package io.kspec.inspection.reading;

import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.SlipKind;
import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Identifies the messages in some bytes: whether a size precedes them, and whatever the question leaves open. */
final class MessageFinder {
    /** API key, version and correlation id. */
    private static final int SMALLEST_REQUEST = 8;

    private static final int DELETE = 0x7f;
    /** A message of more bytes takes long to diagnose. */
    private static final int LONG = 8 * 1024;

    private static final int FEW_VERSIONS = 4;
    /** A request that gets no further is none. */
    private static final double HALF = 0.5;

    /** How many messages are named that the bytes could be. */
    private static final int CANDIDATES = 5;

    private final Question question;

    MessageFinder(Question question) {
        this.question = question;
    }

    /**
     * The messages in their order, or what else the bytes are.
     *
     * @throws InspectionException if they cannot be identified
     */
    Inspection find(Bytes bytes) {
        ApiSpec api = question.api();
        if (question.headerless()) {
            return Inspection.messages(
                    List.of(IdentifiedMessage.body(
                            Objects.requireNonNull(question.type()),
                            Objects.requireNonNull(api),
                            Objects.requireNonNull(question.version()),
                            bytes)),
                    List.of());
        }
        List<IdentifiedMessage> requests = question.type() == MessageType.RESPONSE ? List.of() : requests(bytes);
        if (question.saysNothing()) {
            return areSound(requests) ? messages(requests) : guessed(bytes, requests);
        }
        if (!requests.isEmpty()) {
            return messages(requests);
        }
        if (api == null || question.type() == MessageType.REQUEST) {
            throw new InspectionException(noRequest(bytes));
        }
        List<IdentifiedMessage> found = responses(bytes, api).stream()
                .map(response -> response.expecting(question.correlationId()))
                .toList();
        Inspection answering = messages(found);
        return question.version() == null
                ? rivalOf(bytes, found.get(0)).map(answering::remarking).orElse(answering)
                : answering;
    }

    /**
     * A slip at another version, if the response decodes at this one and what lies inside it does not. That the layout is
     * that of this version is none.
     */
    private Optional<String> rivalOf(Bytes bytes, IdentifiedMessage response) {
        List<LayoutEntry> entries = response.attempt().layout().entries();
        Optional<LayoutEntry> broken = entries.stream()
                .filter(entry -> EmbeddedGroupProtocol.isBroken(entry, entries))
                .findFirst();
        if (broken.isEmpty() || response.doubt() != null) {
            return Optional.empty();
        }
        IdentifiedMessage rival = null;
        Explanation slip = null;
        for (int version = response.api().versions().highest();
                version >= response.api().versions().lowest();
                version--) {
            IdentifiedMessage other =
                    likeliest(responseReadings(bytes), response.api(), version).get(0);
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
                        "The bytes decode as v%d, but its %s does not decode as what consumers write. They also come of a"
                                + " slip in v%d (certainty %.2f): %s; see --version %d.",
                        response.version(),
                        broken.get().path(),
                        rival.version(),
                        slip.certainty(),
                        slip.sentence(),
                        rival.version()));
    }

    private static Inspection messages(List<IdentifiedMessage> subjects) {
        return Inspection.messages(subjects, List.of());
    }

    private static boolean areSound(List<IdentifiedMessage> requests) {
        return !requests.isEmpty()
                && requests.stream().allMatch(request -> request.attempt().succeeded());
    }

    /**
     * Bytes that are not a correct request and of unknown type. A structure that has something telling in it is one; a
     * request whose header is whole and names its client is a request, even if its bytes decode as some rare response; else
     * they are a response if they fit only one API, the rest of a stream if frames follow, records if their lengths lead to
     * the end, or a request that names no client or breaks in its header.
     */
    private Inspection guessed(Bytes bytes, List<IdentifiedMessage> requests) {
        List<Piece> pieces = StructureFinder.recognize(bytes);
        if (!pieces.isEmpty()) {
            return Inspection.pieces(pieces);
        }
        List<List<IdentifiedMessage>> responses = Catalog.standard().apis().stream()
                .map(api -> fitting(responseReadings(bytes), api))
                .flatMap(Optional::stream)
                .toList();
        boolean whole = !requests.isEmpty() && requests.stream().allMatch(MessageFinder::hasWholeHeader);
        boolean named = whole && requests.stream().allMatch(MessageFinder::namesItsClient);
        if (responses.size() == 1 && !named) {
            Inspection answering = messages(responses.get(0));
            return whole && requests.get(0).reach() > HALF
                    ? answering.remarking("The bytes also start like a request; if they are one, try --request --api "
                            + requests.get(0).api().name() + ".")
                    : answering;
        }
        if (named) {
            Inspection asking = messages(requests);
            return responses.isEmpty()
                    ? asking
                    : asking.remarking("The bytes also decode as " + names(responses) + "; if they are a response, try "
                            + option(responses.get(0).get(0)) + ".");
        }
        int boundary = responses.isEmpty() ? StreamFrames.afterTail(bytes) : -1;
        if (boundary > 0) {
            return afterTail(bytes, boundary);
        }
        Optional<Piece> records = StructureFinder.brokenRecords(bytes);
        if (records.isPresent()) {
            return Inspection.pieces(List.of(records.get()));
        }
        List<IdentifiedMessage> similar = responses.isEmpty() ? ResponseGuess.likeliest(bytes) : List.of();
        if (!requests.isEmpty() && (responses.isEmpty() || whole)) {
            Inspection asking = messages(requests);
            return responses.isEmpty()
                    ? similar.isEmpty() ? asking : asking.remarking(looksLike(similar))
                    : asking.remarking(
                            "The bytes also decode as " + names(responses) + "; for a response, give its API.");
        }
        throw new InspectionException(noRequest(bytes)
                + (responses.isEmpty()
                        ? similar.isEmpty() ? "" : ". " + looksLike(similar)
                        : "; they decode as " + names(responses)));
    }

    private static String looksLike(List<IdentifiedMessage> similar) {
        return "It looks like a response to " + similar.get(0).api().name() + ", try " + option(similar.get(0))
                + (similar.size() == 1 ? "" : ", or " + option(similar.get(1))) + ".";
    }

    private static String option(IdentifiedMessage response) {
        return "--response --api " + response.api().name() + " --version " + response.version();
    }

    private static String names(List<List<IdentifiedMessage>> responses) {
        return responses.stream()
                        .limit(CANDIDATES)
                        .map(subjects -> subjects.get(0).message().toString())
                        .collect(Collectors.joining(", "))
                + (responses.size() > CANDIDATES ? " and others" : "");
    }

    /** Bytes that start within a frame: nothing can be said about those, and the frames after them are read. */
    private Inspection afterTail(Bytes bytes, int boundary) {
        String remark = "The first " + boundary + (boundary == 1 ? " byte is" : " bytes are")
                + " the end of a frame that started before; the next frame starts at byte " + boundary
                + ", from which offsets count below.";
        Bytes rest = bytes.slice(boundary);
        List<IdentifiedMessage> requests = requests(rest);
        if (!requests.isEmpty()) {
            return Inspection.messages(requests, List.of(remark));
        }
        Optional<List<IdentifiedMessage>> only = onlyResponses(rest);
        return only.map(responses -> Inspection.messages(responses, List.of(remark)))
                .orElseGet(() -> new Inspection(
                        List.of(),
                        List.of(),
                        null,
                        List.of(remark, "They are responses; give their API to read them.")));
    }

    private Optional<List<IdentifiedMessage>> onlyResponses(Bytes bytes) {
        List<List<IdentifiedMessage>> responses = Catalog.standard().apis().stream()
                .map(api -> fitting(responseReadings(bytes), api))
                .flatMap(Optional::stream)
                .toList();
        return responses.size() == 1 ? Optional.of(responses.get(0)) : Optional.empty();
    }

    /** Whether a request decodes up to its body, with a client id that can be printed. */
    static boolean hasWholeHeader(IdentifiedMessage request) {
        if (request.type() != MessageType.REQUEST) {
            return false;
        }
        Message header = request.attempt().header();
        if (header == null) {
            return false;
        }
        boolean named = header.has("ClientId") && !header.isNull("ClientId");
        return !named || header.getString("ClientId").chars().allMatch(c -> c >= ' ' && c != DELETE);
    }

    private static boolean namesItsClient(IdentifiedMessage request) {
        Message header = request.attempt().header();
        return header != null
                && header.has("ClientId")
                && !header.isNull("ClientId")
                && !header.getString("ClientId").isEmpty();
    }

    /** The requests among some frames; others are skipped. */
    static List<IdentifiedMessage> requests(List<FrameCandidate> frames) {
        MessageFinder finder = new MessageFinder(Question.NONE);
        return frames.stream().flatMap(frame -> finder.request(frame).stream()).toList();
    }

    /** The bytes as requests, if they start as one; requests that decode are preferred. */
    private List<IdentifiedMessage> requests(Bytes bytes) {
        List<List<FrameCandidate>> readings = readings(bytes);
        List<IdentifiedMessage> started = List.of();
        for (List<FrameCandidate> frames : readings) {
            List<IdentifiedMessage> requests =
                    frames.stream().flatMap(frame -> request(frame).stream()).toList();
            if (requests.size() == frames.size()) {
                if (requests.stream().allMatch(request -> request.attempt().succeeded())) {
                    return requests;
                }
                started = started.isEmpty() ? requests : started;
            }
        }
        return started;
    }

    /** The request of a frame; empty if no release has its API and version. */
    Optional<IdentifiedMessage> request(FrameCandidate frame) {
        if (frame.bytes().size() < SMALLEST_REQUEST) {
            return Optional.empty();
        }
        int version = frame.bytes().getShort(2);
        return Catalog.standard()
                .find(frame.bytes().getShort(0))
                .filter(api -> api.versions().contains(version))
                .filter(api -> question.api() == null || question.api() == api)
                .filter(api -> question.version() == null || question.version() == version)
                .map(api -> IdentifiedMessage.request(api, version, frame));
    }

    /** Every way to split the bytes into frames, likeliest first. */
    private static List<List<FrameCandidate>> readings(Bytes bytes) {
        List<List<FrameCandidate>> readings = new ArrayList<>();
        readings.add(FrameCandidate.consecutive(bytes));
        readings.add(List.of(FrameCandidate.bare(bytes)));
        readings.add(FrameCandidate.afterAnySize(bytes));
        readings.removeIf(List::isEmpty);
        return readings;
    }

    private List<IdentifiedMessage> responses(Bytes bytes, ApiSpec api) {
        List<List<FrameCandidate>> readings = responseReadings(bytes);
        Optional<List<IdentifiedMessage>> fitting = fitting(readings, api);
        if (fitting.isPresent()) {
            return fitting.get();
        }
        Integer version = question.version();
        return version == null ? ofSomeVersion(readings, api) : likeliest(readings, api, version);
    }

    /**
     * The bytes at the version whose slip is the most certain, if they decode at none. Of long messages, only the versions
     * at which decoding gets furthest are diagnosed.
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

    /** The bytes as responses that decode, at the highest possible version. */
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
    private List<List<FrameCandidate>> responseReadings(Bytes bytes) {
        Integer number = question.correlationId();
        if (number != null && bytes.size() >= Integer.BYTES && bytes.getInt(0) == number) {
            return List.of(List.of(FrameCandidate.bare(bytes)));
        }
        return readings(bytes).stream()
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

    private static double certainty(IdentifiedMessage subject) {
        return explanation(subject).map(Explanation::certainty).orElse(0.0);
    }

    private static Optional<Explanation> explanation(IdentifiedMessage subject) {
        return Assessment.on(subject, subject.attempt()).explanation();
    }

    private String noRequest(Bytes bytes) {
        String found = bytes.size() < SMALLEST_REQUEST
                ? bytes.size() + " bytes"
                : header(bytes, 0)
                        + (bytes.size() < SMALLEST_REQUEST + 4 ? "" : ", or after a size " + header(bytes, 4));
        String wanted = question.api() == null
                ? "a request"
                : "a request of " + question.api() + (question.version() == null ? "" : " v" + question.version());
        return "expected " + wanted + ", found " + found
                + (question.api() == null ? "; for a response, give its API and version" : "");
    }

    private static String header(Bytes bytes, int at) {
        return "API key " + bytes.getShort(at) + " version " + bytes.getShort(at + 2);
    }
}
