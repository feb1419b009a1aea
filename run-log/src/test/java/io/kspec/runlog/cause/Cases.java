package io.kspec.runlog.cause;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.ClientReaction;
import io.kspec.runlog.Death;
import io.kspec.runlog.Event;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Field;
import io.kspec.runlog.Frame;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.runlog.NoteEvent;
import io.kspec.runlog.Rival;
import io.kspec.runlog.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results from which tests derive causes. */
final class Cases {
    private static final byte[] BYTES = new byte[8];
    private static final double MS = 1.5;

    private Cases() {}

    static Check check(String id) {
        return new Check(id, id, Level.MUST, "It holds.", "Kafka", "Clients.", "core");
    }

    static Check should(String id) {
        return new Check(id, id, Level.SHOULD, "It holds.", "Kafka", "Clients.", "core");
    }

    static Check hostile(String id) {
        return new Check(id, id, Level.MUST, "It holds.", "Kafka", "Clients.", "core", true, Harm.NONE);
    }

    static Check harmful(String id, Harm harm) {
        return new Check(id, id, Level.MUST, "It holds.", "Kafka", "Clients.", "core", false, harm);
    }

    static ApiVersion api(String name, int version) {
        return new ApiVersion(1, name, version);
    }

    static Frame frame(Map<String, String> fields, String type) {
        List<Field> list = new ArrayList<>();
        fields.forEach((path, value) -> list.add(new Field(0, BYTES.length, path, type, value)));
        return Frame.of(BYTES, list);
    }

    static ExchangeEvent exchange(ApiVersion api, Map<String, String> request, @Nullable Map<String, String> response) {
        return exchange(api, request, response, "int64");
    }

    /** An exchange whose fields are of one type. */
    static ExchangeEvent exchange(
            ApiVersion api, Map<String, String> request, @Nullable Map<String, String> response, String type) {
        return new ExchangeEvent(
                "client",
                1,
                api,
                1,
                0,
                response == null ? null : MS,
                frame(request, type),
                response == null ? null : frame(response, type));
    }

    /** A case whose last exchange has a wrong value. */
    static CaseResult wrong(
            Check check, ApiVersion of, String path, String expected, String found, ExchangeEvent... timeline) {
        List<Event> events = new ArrayList<>(List.of(timeline));
        if (events.isEmpty()) {
            events.add(exchange(of, Map.of(), Map.of(path, found)));
        }
        ExchangeEvent last = (ExchangeEvent) events.get(events.size() - 1);
        ApiVersion blamed = last.api() == null ? of : last.api();
        Blame blame = new Blame(
                events.size() - 1,
                Side.RESPONSE,
                0,
                BYTES.length,
                path,
                blamed + " response, " + path + ": expected " + expected + ", found " + found,
                null);
        return failed(check, of, new Failure(path + " = " + expected, found, List.of()), events, blame);
    }

    static CaseResult failed(
            Check check,
            ApiVersion of,
            Failure failure,
            List<Event> timeline,
            @Nullable Blame blame,
            String... clients) {
        List<ClientReaction> reactions = new ArrayList<>();
        for (String client : clients) {
            reactions.add(new ClientReaction(client, "stops"));
        }
        return CaseResult.failed(check, of, failure, MS, 1, timeline, blame, reactions);
    }

    /** A case whose response does not decode; the first explanation is the one that the case blames. */
    static CaseResult undecodable(Check check, ApiVersion of, Rival... explanations) {
        Rival best = explanations[0];
        Blame blame = new Blame(
                0,
                Side.RESPONSE,
                best.start(),
                best.end(),
                best.path(),
                of + " response, " + best.path() + " at byte 4: " + best.sentence(),
                best.certainty(),
                best.slip(),
                List.of(explanations).subList(1, explanations.length));
        return failed(
                check,
                of,
                new Failure(of + " response at byte 4: int64", "4 bytes", List.of()),
                List.of(exchange(of, Map.of(), Map.of())),
                blame);
    }

    static Rival guess(String slip, String path, String sentence, double certainty) {
        return new Rival(slip, 4, 8, path, sentence, certainty);
    }

    /** A case whose request is not answered. */
    static CaseResult silent(Check check, ApiVersion asked) {
        return failed(
                check,
                asked,
                new Failure(
                        "It holds.", "client, " + asked + ": expected a response within 2 s, found nothing", List.of()),
                List.of(
                        exchange(asked, Map.of(), null),
                        new NoteEvent("client", 1, NoteEvent.Kind.TIMEOUT, MS, 2000.0, "no response")),
                null);
    }

    /** A case whose request killed the target. */
    static CaseResult deadly(Check check, ApiVersion asked) {
        return failed(
                check,
                asked,
                new Failure(
                        "It holds.",
                        "the connection closed by the target",
                        List.of(),
                        null,
                        new Death(0, "kspec run", 139, List.of("SIGSEGV"), true)),
                List.of(exchange(asked, Map.of(), null)),
                null);
    }

    /** A case without any bytes to blame. */
    static CaseResult unexplained(Check check, ApiVersion of, String found, @Nullable String need) {
        return failed(check, of, new Failure("It holds.", found, List.of(), need, null), List.of(), null);
    }
}
