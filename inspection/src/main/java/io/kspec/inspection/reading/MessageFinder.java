package io.kspec.inspection.reading;

import io.kspec.diagnosis.Explanation;
import io.kspec.inspection.InspectionException;
import io.kspec.inspection.packet.TcpStream;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Identifies the messages in some bytes: whether a size precedes them, and whatever the question leaves open. */
final class MessageFinder {
    /** API key, version and correlation id. */
    private static final int SMALLEST_REQUEST = 8;
    /** How many messages are named that the bytes could be. */
    private static final int CANDIDATES = 5;

    private final Question question;

    MessageFinder(Question question) {
        this.question = question;
    }

    /**
     * The messages in their order.
     *
     * @throws InspectionException if they cannot be identified
     */
    List<IdentifiedMessage> find(Bytes bytes) {
        ApiSpec api = question.api();
        if (question.headerless()) {
            return List.of(IdentifiedMessage.body(
                    Objects.requireNonNull(question.type()),
                    Objects.requireNonNull(api),
                    Objects.requireNonNull(question.version()),
                    bytes));
        }
        List<IdentifiedMessage> requests = question.type() == MessageType.RESPONSE ? List.of() : requests(bytes);
        if (api == null && question.type() == null && !areSound(requests)) {
            return guessed(bytes, requests);
        }
        if (!requests.isEmpty()) {
            return requests;
        }
        if (api == null || question.type() == MessageType.REQUEST) {
            throw new InspectionException(noRequest(bytes));
        }
        return responses(bytes, api).stream()
                .map(response -> response.expecting(question.correlationId()))
                .toList();
    }

    private static boolean areSound(List<IdentifiedMessage> requests) {
        return !requests.isEmpty()
                && requests.stream().allMatch(request -> request.attempt().succeeded());
    }

    /** Bytes that are not a correct request and of unknown type: a response, if it fits only one API, or else a request. */
    private List<IdentifiedMessage> guessed(Bytes bytes, List<IdentifiedMessage> requests) {
        List<List<IdentifiedMessage>> responses = Catalog.standard().apis().stream()
                .map(api -> fitting(responseReadings(bytes), api))
                .flatMap(Optional::stream)
                .toList();
        if (responses.size() == 1) {
            return responses.get(0);
        }
        if (responses.isEmpty() && !requests.isEmpty()) {
            return requests;
        }
        String candidates = responses.stream()
                .limit(CANDIDATES)
                .map(subjects -> subjects.get(0).message().toString())
                .collect(Collectors.joining(", "));
        throw new InspectionException(noRequest(bytes)
                + (responses.isEmpty()
                        ? ""
                        : "; they decode as " + candidates + (responses.size() > CANDIDATES ? " and others" : "")));
    }

    /** The requests among the frames of a stream, the last of which may be cut off; other frames are skipped. */
    static List<IdentifiedMessage> requests(TcpStream stream) {
        MessageFinder finder = new MessageFinder(Question.NONE);
        return FrameCandidate.leading(stream.bytes()).stream()
                .flatMap(frame -> finder.request(frame).stream())
                .toList();
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
        if (question.version() == null) {
            throw new InspectionException("the bytes do not decode as a response of " + api + " at any version within "
                    + api.versions() + "; give the version to see why");
        }
        return likeliest(readings, api, question.version());
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
        return Assessment.on(subject, subject.attempt())
                .explanation()
                .map(Explanation::certainty)
                .orElse(0.0);
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
