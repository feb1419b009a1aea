package io.kspec.inspection.reading;

import io.kspec.inspection.InspectionException;
import io.kspec.inspection.dump.Dump;
import io.kspec.inspection.packet.TcpStream;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the messages of captured connections and journals: requests, each followed by its response if that was captured too. */
final class ConversationFinder {
    private static final int CORRELATION_ID_OF_REQUEST = 4;
    private static final int CORRELATION_ID_OF_RESPONSE = 0;

    private final Question question;

    ConversationFinder(Question question) {
        this.question = question;
    }

    /**
     * The messages, each response after its request.
     *
     * @throws InspectionException if they cannot be identified
     */
    List<IdentifiedMessage> find(List<Bytes> packets) {
        List<TcpStream> streams = TcpStream.of(packets);
        List<IdentifiedMessage> subjects = new ArrayList<>();
        for (TcpStream stream : streams) {
            Optional<TcpStream> answers =
                    streams.stream().filter(other -> other.isAnswerTo(stream)).findFirst();
            if (question.type() == MessageType.RESPONSE || answers.isEmpty()) {
                subjects.addAll(new MessageFinder(question).find(stream.bytes()));
            } else if (likelihood(stream) > likelihood(answers.get())) {
                subjects.addAll(paired(MessageFinder.requests(stream), answers.get()));
            }
        }
        if (subjects.isEmpty()) {
            throw new InspectionException("expected requests in " + streams.size()
                    + (streams.size() == 1 ? " stream" : " streams") + ", found none");
        }
        return wanted(subjects);
    }

    /**
     * The messages of a journal, each response after its request. Requests of unknown APIs and versions are skipped.
     *
     * @throws InspectionException if none is left
     */
    List<IdentifiedMessage> findIn(List<Dump.Exchanges.Frames> exchanges) {
        MessageFinder finder = new MessageFinder(Question.NONE);
        List<IdentifiedMessage> subjects = new ArrayList<>();
        for (Dump.Exchanges.Frames exchange : exchanges) {
            finder.request(FrameCandidate.bare(exchange.request())).ifPresent(request -> {
                subjects.add(request);
                Bytes response = exchange.response();
                if (response != null) {
                    FrameCandidate frame = FrameCandidate.bare(response);
                    subjects.add(IdentifiedMessage.response(request.api(), request.version(), frame, List.of())
                            .answering(request));
                }
            });
        }
        if (subjects.isEmpty()) {
            throw new InspectionException("expected requests of known APIs in " + exchanges.size()
                    + (exchanges.size() == 1 ? " entry" : " entries") + ", found none");
        }
        return wanted(subjects);
    }

    private List<IdentifiedMessage> wanted(List<IdentifiedMessage> subjects) {
        List<IdentifiedMessage> wanted =
                subjects.stream().filter(this::isWanted).toList();
        if (wanted.isEmpty()) {
            throw new InspectionException(
                    "expected messages of " + question.api() + ", found none among " + subjects.size() + " messages");
        }
        return wanted;
    }

    /** How likely a stream is a client's: a response may start like a request, but rarely decodes as one. */
    private static long likelihood(TcpStream stream) {
        return MessageFinder.requests(stream).stream()
                .mapToLong(request -> request.attempt().succeeded() ? 3 : 1)
                .sum();
    }

    private boolean isWanted(IdentifiedMessage subject) {
        return question.api() == null || question.api() == subject.api();
    }

    /** Pairs each request with the response that has its correlation id, or else with the next unmatched one in order. */
    private static List<IdentifiedMessage> paired(List<IdentifiedMessage> requests, TcpStream answers) {
        Map<Integer, FrameCandidate> responses = new LinkedHashMap<>();
        Deque<FrameCandidate> strays = new ArrayDeque<>();
        Set<Integer> numbers = requests.stream().map(ConversationFinder::number).collect(Collectors.toSet());
        for (FrameCandidate frame : FrameCandidate.leading(answers.bytes())) {
            int number = frame.bytes().getInt(CORRELATION_ID_OF_RESPONSE);
            if (!numbers.contains(number) || responses.putIfAbsent(number, frame) != null) {
                strays.add(frame);
            }
        }
        List<IdentifiedMessage> subjects = new ArrayList<>();
        for (IdentifiedMessage request : requests) {
            subjects.add(request);
            FrameCandidate response =
                    responses.containsKey(number(request)) ? responses.remove(number(request)) : strays.poll();
            if (response != null) {
                subjects.add(IdentifiedMessage.response(request.api(), request.version(), response, List.of())
                        .answering(request));
            }
        }
        return subjects;
    }

    private static int number(IdentifiedMessage request) {
        return request.bytes().getInt(CORRELATION_ID_OF_REQUEST);
    }
}
