package io.kspec.recorder.replay;

import io.kspec.protocol.Bytes;
import io.kspec.recorder.RecordedCall;
import io.kspec.recorder.RecordedSession;
import io.kspec.recorder.RecordedToken;
import java.time.Duration;
import java.util.List;

/** A connection on which SASL tokens may follow a SaslHandshake v0; each gets the one that the broker responded with. */
final class TokenPage implements Playbook.Page {
    private final Playbook.Page requests;
    private final List<RecordedToken> recorded;
    private boolean tokensFollow;
    private List<RecordedToken> tokens = List.of();
    private int next;

    /**
     * @param requests replies to the requests of the connection
     */
    TokenPage(Playbook.Page requests, RecordedSession session) {
        this.requests = requests;
        this.recorded = session.tokens();
    }

    @Override
    public Reply reply(Bytes frame) {
        if (tokensFollow && RecordedToken.isIn(frame)) {
            return token();
        }
        tokensFollow = false;
        if (frame.size() < RecordedCall.SMALLEST_REQUEST) {
            return new Reply.Refusal("a frame of " + frame.size() + " bytes, which is too short for a request");
        }
        Reply reply = requests.reply(frame);
        if (reply instanceof Reply.Answer answer) {
            RecordedCall call = answer.call();
            tokensFollow = RecordedToken.mayFollow(call.api().orElse(null), call.version());
            tokens = tokensFollow ? after(call) : List.of();
            next = 0;
        }
        return reply;
    }

    private List<RecordedToken> after(RecordedCall handshake) {
        return recorded.stream()
                .filter(token -> token.connection() == handshake.connection())
                .filter(token -> token.at().order() > handshake.sent().order())
                .toList();
    }

    private Reply token() {
        if (next == tokens.size()) {
            return new Reply.Refusal("SaslHandshake v0: expected as many SASL tokens as were recorded, "
                    + clientTokens() + ", found more");
        }
        RecordedToken ofClient = tokens.get(next++);
        if (next == tokens.size() || tokens.get(next).fromClient()) {
            return new Reply.Disconnect();
        }
        RecordedToken ofBroker = tokens.get(next++);
        long micros = ofBroker.at().micros() - ofClient.at().micros();
        return new Reply.Token(ofBroker.frame().bytes(), Duration.ofNanos(1_000 * Math.max(0, micros)));
    }

    private long clientTokens() {
        return tokens.stream().filter(RecordedToken::fromClient).count();
    }
}
