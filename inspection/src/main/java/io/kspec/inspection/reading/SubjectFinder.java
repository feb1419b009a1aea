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

/** Finds out which messages some bytes are: whether a size stands before them, and what the user does not say. */
final class SubjectFinder {
    /** API key, version and correlation id. */
    private static final int SMALLEST_REQUEST = 8;
    /** So many messages that bytes may be are named. */
    private static final int CANDIDATES = 5;

    private final Question question;

    SubjectFinder(Question question) {
        this.question = question;
    }

    /**
     * The messages, in their order.
     *
     * @throws InspectionException if nothing tells which they are
     */
    List<Subject> find(Bytes bytes) {
        ApiSpec api = question.api();
        if (question.headerless()) {
            return List.of(Subject.body(
                    Objects.requireNonNull(question.type()),
                    Objects.requireNonNull(api),
                    Objects.requireNonNull(question.version()),
                    bytes));
        }
        List<Subject> requests = question.type() == MessageType.RESPONSE ? List.of() : requests(bytes);
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

    private static boolean areSound(List<Subject> requests) {
        return !requests.isEmpty()
                && requests.stream().allMatch(request -> request.attempt().succeeded());
    }

    /** Bytes that are no sound request, of which nothing is said: a response, if only one API has such, or a request. */
    private List<Subject> guessed(Bytes bytes, List<Subject> requests) {
        List<List<Subject>> responses = Catalog.standard().apis().stream()
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

    /** The requests among the frames of a stream, the last of which may be cut off; other frames are left out. */
    static List<Subject> requests(TcpStream stream) {
        SubjectFinder finder = new SubjectFinder(Question.NONE);
        return Frame.asManyAsThereAre(stream.bytes()).stream()
                .flatMap(frame -> finder.request(frame).stream())
                .toList();
    }

    /** The bytes as requests, if they begin as one; a request that decodes goes before one that does not. */
    private List<Subject> requests(Bytes bytes) {
        List<List<Frame>> readings = readings(bytes);
        List<Subject> begun = List.of();
        for (List<Frame> frames : readings) {
            List<Subject> requests =
                    frames.stream().flatMap(frame -> request(frame).stream()).toList();
            if (requests.size() == frames.size()) {
                if (requests.stream().allMatch(request -> request.attempt().succeeded())) {
                    return requests;
                }
                begun = begun.isEmpty() ? requests : begun;
            }
        }
        return begun;
    }

    private Optional<Subject> request(Frame frame) {
        if (frame.bytes().size() < SMALLEST_REQUEST) {
            return Optional.empty();
        }
        int version = frame.bytes().getShort(2);
        return Catalog.standard()
                .find(frame.bytes().getShort(0))
                .filter(api -> api.versions().contains(version))
                .filter(api -> question.api() == null || question.api() == api)
                .filter(api -> question.version() == null || question.version() == version)
                .map(api -> Subject.request(api, version, frame));
    }

    /** Every way to see frames in the bytes, the likeliest first. */
    private static List<List<Frame>> readings(Bytes bytes) {
        List<List<Frame>> readings = new ArrayList<>();
        readings.add(Frame.inARow(bytes));
        readings.add(List.of(Frame.bare(bytes)));
        readings.add(Frame.afterAnySize(bytes));
        readings.removeIf(List::isEmpty);
        return readings;
    }

    private List<Subject> responses(Bytes bytes, ApiSpec api) {
        List<List<Frame>> readings = responseReadings(bytes);
        Optional<List<Subject>> fitting = fitting(readings, api);
        if (fitting.isPresent()) {
            return fitting.get();
        }
        if (question.version() == null) {
            throw new InspectionException("the bytes are no response of " + api + " at any version within "
                    + api.versions() + "; --version has one explained");
        }
        return likeliest(readings, api, question.version());
    }

    /** The bytes as responses that decode, at the highest version that does. */
    private Optional<List<Subject>> fitting(List<List<Frame>> readings, ApiSpec api) {
        List<Integer> versions = question.version() == null
                ? IntStream.rangeClosed(api.versions().lowest(), api.versions().highest())
                        .map(i -> api.versions().highest() + api.versions().lowest() - i)
                        .boxed()
                        .toList()
                : List.of(question.version());
        for (List<Frame> frames : readings) {
            List<Integer> fitting = versions.stream()
                    .filter(version -> frames.stream()
                            .allMatch(frame -> Frames.attemptResponse(api, version, frame.bytes())
                                    .succeeded()))
                    .toList();
            if (!fitting.isEmpty() && !frames.get(0).isCutOff()) {
                return Optional.of(frames.stream()
                        .map(frame -> Subject.response(api, fitting.get(0), frame, fitting.subList(1, fitting.size())))
                        .toList());
            }
        }
        return Optional.empty();
    }

    /** Every credible way to see frames in the bytes; one alone if they begin as the frame must. */
    private List<List<Frame>> responseReadings(Bytes bytes) {
        Integer number = question.correlationId();
        if (number != null && bytes.size() >= Integer.BYTES && bytes.getInt(0) == number) {
            return List.of(List.of(Frame.bare(bytes)));
        }
        return readings(bytes).stream()
                .filter(frames -> frames.get(0).isCredible())
                .toList();
    }

    /**
     * Bytes that do not decode: frames whose sizes fit, else the reading with the surest explanation; or, where the end
     * of the frame may be missing, for which there is none, the reading that gets furthest.
     */
    private static List<Subject> likeliest(List<List<Frame>> readings, ApiSpec api, int version) {
        List<List<Subject>> candidates = readings.stream()
                .map(frames -> frames.stream()
                        .map(frame -> Subject.response(api, version, frame, List.of()))
                        .toList())
                .toList();
        List<Subject> first = candidates.get(0);
        if (candidates.size() == 1 || isAfterItsSize(first.get(0))) {
            return first;
        }
        boolean cut = candidates.stream().anyMatch(subjects -> subjects.get(0).isCutOff());
        Comparator<List<Subject>> order = Comparator.comparingDouble(subjects -> cut ? 0 : certainty(subjects.get(0)));
        return candidates.stream()
                .max(order.thenComparingDouble(subjects -> subjects.get(0).reach()))
                .orElseThrow();
    }

    private static boolean isAfterItsSize(Subject subject) {
        return subject.announcedSize() != null && !subject.isMisannounced();
    }

    private static double certainty(Subject subject) {
        return Verdict.on(subject, subject.attempt())
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
                + (question.api() == null ? "; for a response say --api, --version and --response" : "");
    }

    private static String header(Bytes bytes, int at) {
        return "API key " + bytes.getShort(at) + " version " + bytes.getShort(at + 2);
    }
}
