package io.kspec.inspection.reading;

import io.kspec.diagnosis.search.LikelyMessage;
import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Identifies the messages in some bytes: whether a size precedes them, and whatever the question leaves open. */
final class MessageFinder {
    /** API key, version and correlation id. */
    private static final int SMALLEST_REQUEST = 8;

    /** Where a request has its correlation id. */
    private static final int CORRELATION_ID = 4;

    private static final int DELETE = 0x7f;

    /** From this certainty on, a slip explains bytes. */
    private static final double CERTAIN = 0.9;

    private static final double MOST_CERTAIN = 0.99;

    private final Question question;
    private final ResponseFinder responseFinder;

    MessageFinder(Question question) {
        this.question = question;
        this.responseFinder = new ResponseFinder(question);
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
            return areSound(requests) ? messages(requests) : exchanges(bytes).orElseGet(() -> guessed(bytes, requests));
        }
        if (api == null || question.type() == MessageType.REQUEST) {
            if (requests.isEmpty()) {
                throw new InspectionException(noRequest(bytes));
            }
            return messages(requests);
        }
        if (question.type() == null && !areSound(requests) && !areNamed(requests)) {
            refuseUnknownVersion(UnknownVersion.in(bytes, api));
        }
        if (requests.isEmpty()) {
            return answering(bytes, responsesOf(bytes, api));
        }
        return areSound(requests) ? messages(requests) : ofEitherDirection(requests, responsesOf(bytes, api), bytes);
    }

    private List<IdentifiedMessage> responsesOf(Bytes bytes, ApiSpec api) {
        return responseFinder.responses(bytes, api).stream()
                .map(response -> response.expecting(question.correlationId()))
                .toList();
    }

    private Inspection answering(Bytes bytes, List<IdentifiedMessage> found) {
        Inspection answering = messages(found);
        return question.version() == null
                ? responseFinder
                        .rivalOf(bytes, found.get(0))
                        .map(answering::remarking)
                        .orElse(answering)
                : answering;
    }

    /**
     * Bytes that can be a request that does not decode, or a response that happens to start like a request: a response if
     * it decodes or has a likely slip, unless the request names its client and a single slip explains it.
     */
    private Inspection ofEitherDirection(
            List<IdentifiedMessage> requests, List<IdentifiedMessage> responses, Bytes bytes) {
        boolean decodes =
                responses.stream().allMatch(response -> response.attempt().succeeded());
        boolean asks = areNamed(requests) && isOneSlipAway(requests.get(0));
        return decodes || (!asks && ResponseFinder.explanation(responses.get(0)).isPresent())
                ? answering(bytes, responses)
                        .remarking("The bytes also start like a request; if they are one, try --request.")
                : messages(requests).remarking("The bytes can also be a response; if they are one, try --response.");
    }

    private static void refuseUnknownVersion(Optional<UnknownVersion> found) {
        if (found.isPresent()) {
            throw new InspectionException(found.get().sentence());
        }
    }

    private static Inspection messages(List<IdentifiedMessage> subjects) {
        return Inspection.messages(subjects, List.of());
    }

    private static boolean areSound(List<IdentifiedMessage> requests) {
        return !requests.isEmpty()
                && requests.stream().allMatch(request -> request.attempt().succeeded());
    }

    /** Frames of which each is a request that decodes, or has the correlation id of one before it, as its response. */
    private Optional<Inspection> exchanges(Bytes bytes) {
        Map<Integer, IdentifiedMessage> asked = new HashMap<>();
        List<IdentifiedMessage> found = new ArrayList<>();
        for (FrameCandidate frame : FrameCandidate.consecutive(bytes)) {
            Optional<IdentifiedMessage> request =
                    request(frame).filter(each -> each.attempt().succeeded());
            if (request.isPresent()) {
                asked.put(frame.bytes().getInt(CORRELATION_ID), request.get());
                found.add(request.get());
                continue;
            }
            IdentifiedMessage asking = asked.remove(frame.bytes().getInt(0));
            if (asking == null) {
                return Optional.empty();
            }
            found.add(IdentifiedMessage.response(asking.api(), asking.version(), frame, List.of())
                    .answering(asking));
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(messages(found));
    }

    /**
     * Bytes that are not a correct request and of unknown type. A structure that has something telling in it is one, and
     * records are if their lengths lead to the end. Else they are the response that explains them best of all, if no other
     * message is nearly as likely, and then what they start like: a request that names its client is not refused because its
     * bytes also decode as some rare response.
     */
    private Inspection guessed(Bytes bytes, List<IdentifiedMessage> requests) {
        Optional<Inspection> structure = structure(bytes);
        if (structure.isPresent()) {
            return structure.get();
        }
        boolean named = areNamed(requests);
        if (!named) {
            refuseUnknownVersion(UnknownVersion.in(bytes)); // its correlation id can look like another request's header
            Optional<Piece> records = StructureFinder.brokenRecords(bytes);
            if (records.isPresent()) {
                return Inspection.pieces(List.of(records.get()));
            }
        }
        Guesses guesses = Guesses.about(bytes, question.correlationId());
        List<List<IdentifiedMessage>> decoding = responsesOfEveryApi(bytes);
        int boundary = named || !decoding.isEmpty() ? -1 : StreamFrames.afterTail(bytes);
        if (boundary > 0) {
            return afterTail(bytes, boundary);
        }
        Optional<LikelyMessage> sure = guesses.sureResponse();
        if (sure.isPresent()) {
            return answered(bytes, requests, sure.get());
        }
        boolean explained = !requests.isEmpty()
                && requests.stream()
                        .allMatch(request -> isOneSlipAway(request) || guesses.areSurelyARequestOf(request.api()));
        boolean asks = guesses.favourTheRequest() || guesses.response().isEmpty();
        if (named ? asks || requests.stream().noneMatch(MessageFinder::startsLikeAResponse) : asks && explained) {
            return guesses.sentence().map(messages(requests)::remarking).orElseGet(() -> messages(requests));
        }
        if (decoding.size() == 1 && isLikeliest(decoding.get(0).get(0), guesses)) {
            return answering(bytes, decoding.get(0));
        }
        throw new InspectionException(noRequest(bytes)
                + guesses.commands().map(commands -> ". " + commands).orElse(""));
    }

    /** A response of the API that explains the bytes best, and surely. */
    private Inspection answered(Bytes bytes, List<IdentifiedMessage> requests, LikelyMessage sure) {
        List<IdentifiedMessage> responses = responsesOf(bytes, sure.api()).stream()
                .map(response -> response.sharingDoubt(sure.certainty()))
                .toList();
        Inspection answering = answering(bytes, responses);
        boolean whole = requests.stream().anyMatch(MessageFinder::hasWholeHeader);
        return answering.remarking(String.format(
                Locale.ROOT,
                "A response does not name its API. This one is likely to be of %s (certainty %.2f); if it is of another, give"
                        + " --response and --api%s.",
                sure.api().name(),
                Math.min(MOST_CERTAIN, sure.certainty()),
                whole ? "; if it is a request, --request" : ""));
    }

    private static boolean isLikeliest(IdentifiedMessage response, Guesses guesses) {
        return response.api().onBrokerListener()
                && guesses.response()
                        .filter(guess -> guess.api() == response.api())
                        .isPresent();
    }

    private static Optional<Inspection> structure(Bytes bytes) {
        List<Piece> pieces = StructureFinder.recognize(bytes);
        if (!pieces.isEmpty()) {
            return Optional.of(Inspection.pieces(pieces));
        }
        List<Piece> later = StructureFinder.recognizeAfterLength(bytes);
        return later.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Inspection.pieces(later)
                                .remarking(
                                        "The bytes start with their length, an int32, which is left out: offsets count after it."));
    }

    private List<List<IdentifiedMessage>> responsesOfEveryApi(Bytes bytes) {
        return Catalog.standard().apis().stream()
                .map(api -> responseFinder.fitting(bytes, api))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether a request decodes, or a single slip explains why it does not. */
    private static boolean isOneSlipAway(IdentifiedMessage request) {
        return request.attempt().succeeded()
                || ResponseFinder.explanation(request)
                        .filter(slip -> slip.slips() == 1 && slip.certainty() >= CERTAIN)
                        .isPresent();
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
        List<List<IdentifiedMessage>> responses = responsesOfEveryApi(bytes);
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

    /** Whether bytes are requests for sure, though they do not decode. */
    private static boolean areNamed(List<IdentifiedMessage> requests) {
        return !requests.isEmpty()
                && requests.stream().allMatch(request -> hasWholeHeader(request) && namesItsClient(request));
    }

    /**
     * Whether the header of a request is what many responses have, too: a low correlation id, a count and a name are also that
     * of a Produce request, and so are a throttle time of 0, a count and a name behind a wrong size. A size is also that of a
     * frame whose end is missing.
     */
    private static boolean startsLikeAResponse(IdentifiedMessage request) {
        return request.api().key() == 0 || (request.isMisannounced() && !request.isCutOff());
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
        List<List<FrameCandidate>> readings = FrameCandidate.readings(bytes);
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
