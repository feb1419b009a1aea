package io.kspec.inspection.reading;

import io.kspec.diagnosis.ForeignProtocol;
import io.kspec.inspection.InspectionException;
import io.kspec.inspection.dump.Dump;
import io.kspec.inspection.packet.TcpStream;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the messages of captured connections and journals: requests, each followed by its response if that was captured too. */
final class ConversationFinder {
    private static final int CORRELATION_ID_OF_REQUEST = 4;
    private static final int CORRELATION_ID_OF_RESPONSE = 0;
    /** How many remarks on streams are made. */
    private static final int MOST_REMARKS = 20;

    private final Question question;
    private final List<IdentifiedMessage> subjects = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private @Nullable ForeignProtocol foreign;
    private @Nullable InspectionException refusal;

    ConversationFinder(Question question) {
        this.question = question;
    }

    /**
     * The messages, each response after its request, or what else the streams have.
     *
     * @throws InspectionException if they cannot be identified
     */
    Inspection find(List<Bytes> packets) {
        List<TcpStream> streams = TcpStream.of(packets);
        Map<TcpStream, Long> likelihoods = new HashMap<>();
        for (TcpStream stream : streams) {
            Optional<TcpStream> answers =
                    streams.stream().filter(other -> other.isAnswerTo(stream)).findFirst();
            if (isForeign(stream)) {
                continue;
            }
            if (question.type() == MessageType.RESPONSE || answers.isEmpty()) {
                alone(stream);
            } else if (likelihoods.computeIfAbsent(stream, ConversationFinder::likelihood)
                    > likelihoods.computeIfAbsent(answers.get(), ConversationFinder::likelihood)) {
                together(stream, answers.get());
            }
        }
        List<String> said = remarks.stream().distinct().limit(MOST_REMARKS).toList();
        if (!subjects.isEmpty()) {
            return Inspection.messages(wanted(subjects), said);
        }
        if (!pieces.isEmpty() || foreign != null) {
            return new Inspection(List.of(), pieces, pieces.isEmpty() ? foreign : null, said);
        }
        if (refusal != null) {
            throw refusal;
        }
        if (!said.isEmpty()) {
            return new Inspection(List.of(), List.of(), null, said);
        }
        throw new InspectionException(
                "expected requests in " + counted(streams.size(), "stream", "streams") + ", found none");
    }

    /** Whether another protocol is spoken; if so, this is said. */
    private boolean isForeign(TcpStream stream) {
        Optional<ForeignProtocol> found = ForeignProtocol.of(stream.bytes());
        if (found.isEmpty() || found.get().end() > 0) {
            return false;
        }
        foreign = foreign == null ? found.get() : foreign;
        remarks.add(stream + ": " + found.get().sentence()
                + (found.get().kind() == ForeignProtocol.Kind.TLS
                        ? "; what follows is encrypted, and cannot be read without the keys"
                        : ""));
        return true;
    }

    /** One side of a connection whose other side was not captured. */
    private void alone(TcpStream stream) {
        remarkOnGaps(stream);
        try {
            Inspection found = inspect(stream);
            boolean broken = found.readings().stream().anyMatch(reading -> !startsWell(reading));
            if (!stream.fromStart() && question.saysNothing() && broken) {
                refusal = null;
                remarks.add(middle(stream));
                return;
            }
            found.readings().forEach(reading -> subjects.add(reading.subject()));
            pieces.addAll(found.pieces());
            remarks.addAll(found.remarks());
            if (!found.pieces().isEmpty() && !stream.fromStart()) {
                remarks.add(stream
                        + ": these are bytes from the middle of a TCP stream, and the end of a frame that started"
                        + " before them");
            }
        } catch (InspectionException e) {
            if (!stream.fromStart() && question.saysNothing()) {
                remarks.add(middle(stream));
            } else if (refusal == null) {
                refusal = e;
            }
        }
    }

    private Inspection inspect(TcpStream stream) {
        Bytes bytes = withoutProxyHeader(stream).bytes();
        return new MessageFinder(question).find(bytes);
    }

    /** Whether a message decodes, or at least its header does. */
    private static boolean startsWell(Reading reading) {
        return reading.attempt().succeeded() || MessageFinder.hasWholeHeader(reading.subject());
    }

    private static String middle(TcpStream stream) {
        int size = stream.chunks().stream().mapToInt(Bytes::size).sum();
        return stream + ": " + counted(size, "byte", "bytes")
                + " from the middle of a TCP stream, in which no frame starts: nothing can be said about them";
    }

    private void together(TcpStream captured, TcpStream answers) {
        TcpStream asking = withoutProxyHeader(captured);
        remarkOnGaps(asking);
        remarkOnGaps(answers);
        StreamFrames frames = StreamFrames.of(asking, null);
        List<IdentifiedMessage> requests = MessageFinder.requests(frames.frames());
        Set<Integer> numbers = requests.stream().map(ConversationFinder::number).collect(Collectors.toSet());
        StreamFrames responses = StreamFrames.of(answers, numbers);
        remarkOnTail(asking, frames);
        remarkOnTail(answers, responses);
        boolean gapless = asking.isGapless() && answers.isGapless() && responses.boundary() == 0;
        subjects.addAll(paired(requests, responses.frames(), gapless));
    }

    private void remarkOnGaps(TcpStream stream) {
        int at = 0;
        for (int i = 0; i < stream.missing().size(); i++) {
            at += stream.chunks().get(i).size();
            int missing = stream.missing().get(i);
            remarks.add(stream + ": " + missing + (missing == 1 ? " byte is" : " bytes are")
                    + " missing from the capture after the first " + at
                    + "; the frame around " + (missing == 1 ? "it" : "them") + " is left out");
            at += missing;
        }
    }

    private void remarkOnTail(TcpStream stream, StreamFrames frames) {
        if (frames.boundary() > 0) {
            remarks.add(stream + ": the capture starts within a frame; the next one starts after "
                    + counted(frames.boundary(), "byte", "bytes"));
        }
    }

    /** A load balancer may send a PROXY header before the bytes of the client. */
    private TcpStream withoutProxyHeader(TcpStream stream) {
        int end = ForeignProtocol.of(stream.bytes()).map(ForeignProtocol::end).orElse(0);
        if (end == 0) {
            return stream;
        }
        remarks.add(stream + ": a PROXY header of " + end + " bytes precedes the requests");
        List<Bytes> chunks = new ArrayList<>(stream.chunks());
        chunks.set(0, stream.bytes().slice(end));
        return new TcpStream(
                stream.source(), stream.destination(), stream.number(), stream.fromStart(), chunks, stream.missing());
    }

    private static String counted(int number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }

    /**
     * The messages of a journal, each response after its request. Requests of unknown APIs and versions are skipped.
     *
     * @throws InspectionException if none is left
     */
    List<IdentifiedMessage> findIn(List<Dump.Exchanges.Frames> exchanges) {
        MessageFinder finder = new MessageFinder(Question.NONE);
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
            throw new InspectionException("expected requests of known APIs in "
                    + counted(exchanges.size(), "entry", "entries") + ", found none");
        }
        return wanted(subjects);
    }

    private List<IdentifiedMessage> wanted(List<IdentifiedMessage> all) {
        List<IdentifiedMessage> wanted = all.stream().filter(this::isWanted).toList();
        if (wanted.isEmpty()) {
            throw new InspectionException(
                    "expected messages of " + question.api() + ", found none among " + all.size() + " messages");
        }
        return wanted;
    }

    /** How likely a stream is a client's: a response may start like a request, but rarely decodes as one. */
    private static long likelihood(TcpStream stream) {
        return MessageFinder.requests(StreamFrames.of(stream, null).frames()).stream()
                .mapToLong(request -> request.attempt().succeeded() ? 3 : 1)
                .sum();
    }

    private boolean isWanted(IdentifiedMessage subject) {
        return question.api() == null || question.api() == subject.api();
    }

    /**
     * Pairs each request with the response that has its correlation id, or else, if nothing is missing, with the next
     * unmatched one in order.
     */
    private static List<IdentifiedMessage> paired(
            List<IdentifiedMessage> requests, List<FrameCandidate> frames, boolean gapless) {
        Map<Integer, FrameCandidate> responses = new LinkedHashMap<>();
        Deque<FrameCandidate> strays = new ArrayDeque<>();
        Set<Integer> numbers = requests.stream().map(ConversationFinder::number).collect(Collectors.toSet());
        for (FrameCandidate frame : frames) {
            int number = frame.bytes().getInt(CORRELATION_ID_OF_RESPONSE);
            if (!numbers.contains(number) || responses.putIfAbsent(number, frame) != null) {
                strays.add(frame);
            }
        }
        List<IdentifiedMessage> subjects = new ArrayList<>();
        for (IdentifiedMessage request : requests) {
            subjects.add(request);
            FrameCandidate response = responses.containsKey(number(request))
                    ? responses.remove(number(request))
                    : gapless ? strays.poll() : null;
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
