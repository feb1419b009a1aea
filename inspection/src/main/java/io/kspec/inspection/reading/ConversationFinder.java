package io.kspec.inspection.reading;

import io.kspec.inspection.InspectionException;
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

/** Finds the messages of captured connections: requests, and beside each its response where that was captured too. */
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
     * @throws InspectionException if nothing tells which they are
     */
    List<Subject> find(List<Bytes> packets) {
        List<TcpStream> streams = TcpStream.of(packets);
        List<Subject> subjects = new ArrayList<>();
        for (TcpStream stream : streams) {
            Optional<TcpStream> answers =
                    streams.stream().filter(other -> other.isAnswerTo(stream)).findFirst();
            if (question.type() == MessageType.RESPONSE || answers.isEmpty()) {
                subjects.addAll(new SubjectFinder(question).find(stream.bytes()));
            } else if (likelihood(stream) > likelihood(answers.get())) {
                subjects.addAll(paired(SubjectFinder.requests(stream), answers.get()));
            }
        }
        if (subjects.isEmpty()) {
            throw new InspectionException("expected requests in one of " + streams.size() + " streams, found none");
        }
        List<Subject> wanted = subjects.stream().filter(this::isAskedFor).toList();
        if (wanted.isEmpty()) {
            throw new InspectionException("expected messages of " + question.api() + ", found none of it among "
                    + subjects.size() + " messages");
        }
        return wanted;
    }

    /** How much speaks for a stream being a client's: a response may begin like a request too, but seldom decodes as one. */
    private static long likelihood(TcpStream stream) {
        return SubjectFinder.requests(stream).stream()
                .mapToLong(request -> request.attempt().succeeded() ? 3 : 1)
                .sum();
    }

    private boolean isAskedFor(Subject subject) {
        return question.api() == null || question.api() == subject.api();
    }

    /** The requests, each before its response: the one with its number, or, as answers come in order, the next with none's. */
    private static List<Subject> paired(List<Subject> requests, TcpStream answers) {
        Map<Integer, Frame> responses = new LinkedHashMap<>();
        Deque<Frame> strays = new ArrayDeque<>();
        Set<Integer> numbers = requests.stream().map(ConversationFinder::number).collect(Collectors.toSet());
        for (Frame frame : Frame.asManyAsThereAre(answers.bytes())) {
            int number = frame.bytes().getInt(CORRELATION_ID_OF_RESPONSE);
            if (!numbers.contains(number) || responses.putIfAbsent(number, frame) != null) {
                strays.add(frame);
            }
        }
        List<Subject> subjects = new ArrayList<>();
        for (Subject request : requests) {
            subjects.add(request);
            Frame response = responses.containsKey(number(request)) ? responses.remove(number(request)) : strays.poll();
            if (response != null) {
                subjects.add(Subject.response(request.api(), request.version(), response, List.of())
                        .answering(request));
            }
        }
        return subjects;
    }

    private static int number(Subject request) {
        return request.bytes().getInt(CORRELATION_ID_OF_REQUEST);
    }
}
