package io.kspec.mock.script;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The stubs of a broker, and how often each has acted.
 *
 * <p>All stubs that match a request act on it, in the order in which they were added: each changes what the stubs before it
 * have left, and of what a response has only once, such as its ending, its delay or the error of an entry, the stub added
 * last decides. A stub whose response is {@link ResponseDefinition#asKafka()} exempts the requests that it matches from all
 * stubs added before it.
 *
 * <p>A stub of a scenario is left out while the scenario is in another state than the stub requires. A state that a stub sets counts from
 * the next request on.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Script {
    private final List<StubRule> rules = new ArrayList<>();
    private final Scenarios scenarios = new Scenarios();

    /** Adds a stub. */
    public void add(Stub stub) {
        rules.add(new StubRule(stub, scenarios));
    }

    /** Removes this instance of a stub; stubs that are merely equal to it stay. */
    @SuppressWarnings("ReferenceEquality")
    public void remove(Stub stub) {
        rules.removeIf(rule -> rule.stub() == stub);
    }

    /** Removes all stubs, and forgets their scenarios. */
    public void reset() {
        rules.clear();
        scenarios.reset();
    }

    /** The scenarios of the stubs, by name. */
    public List<Scenario> scenarios() {
        return scenarios.of(stubs());
    }

    /** Puts a scenario into a state. */
    public void setScenario(String name, String state) {
        scenarios.set(name, state);
    }

    /** Puts all scenarios into the state in which they begin. */
    public void resetScenarios() {
        scenarios.reset();
    }

    /** Whether there are no stubs. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** The stubs, the one added last first. */
    public List<Stub> stubs() {
        List<Stub> stubs = new ArrayList<>(rules.stream().map(StubRule::stub).toList());
        Collections.reverse(stubs);
        return stubs;
    }

    /** The stubs that have not acted on any request, in the order in which they were added. */
    public List<Stub> unfired() {
        return rules.stream()
                .filter(rule -> !rule.hasActed())
                .map(StubRule::stub)
                .toList();
    }

    /**
     * Lets the stubs act on a request.
     *
     * @param denials parts of the request that the client is not allowed
     * @param topics the topics that stubs may name
     */
    public ScriptedExchange begin(ApiSpec api, IncomingRequest request, List<Denial> denials, KnownTopics topics) {
        if (rules.isEmpty()) {
            return new ScriptedExchange(api, request.body(), List.of(), denials, topics);
        }
        List<ScriptedExchange.Candidate> candidates = new ArrayList<>();
        for (int i = rules.size() - 1; i >= 0; i--) {
            StubRule rule = rules.get(i);
            Optional<EntrySelection> selection = rule.stub().request().select(request, topics);
            if (selection.isPresent() && rule.isPermitted()) {
                if (!rule.response().isAsKafka()) {
                    candidates.add(0, new ScriptedExchange.Candidate(rule, selection.get()));
                } else if (rule.takeOccasion()) {
                    break;
                }
            }
        }
        return new ScriptedExchange(api, request.body(), candidates, denials, topics);
    }

    /** A request on which no stub acts. */
    public ScriptedExchange none(ApiSpec api, Message request, KnownTopics topics) {
        return new ScriptedExchange(api, request, List.of(), List.of(), topics);
    }

    /**
     * Lets the stubs act on a request that Kafka refuses.
     *
     * @param api the API that the request names, or null if it is unknown
     * @param version the version that the request names
     * @param body Kafka's response, or null if Kafka closes the connection
     * @return the response; no stub acts if it names none
     */
    public ScriptedResponse refuse(@Nullable ApiSpec api, int version, @Nullable Message body, KnownTopics topics) {
        ResponseDefinition definition = ResponseDefinition.asKafka();
        Message changed = body;
        List<String> acting = new ArrayList<>();
        for (StubRule rule : rules) {
            ResponseDefinition response = rule.response();
            if (rule.isPermitted()
                    && rule.stub().request().matchesRefused(api, version)
                    && findsRefused(response, changed, topics)
                    && rule.takeOccasion()) {
                acting.add(rule.stub().name());
                definition = definition.and(response);
                changed = changed == null ? null : changed(response, changed, topics);
            }
        }
        return new ScriptedResponse(definition, changed, acting);
    }

    private static boolean findsRefused(ResponseDefinition response, @Nullable Message body, KnownTopics topics) {
        return body == null
                || response.error() != null
                || response.changesAnyResponse()
                || response.finds(body, topics);
    }

    private static Message changed(ResponseDefinition response, Message body, KnownTopics topics) {
        Message refused =
                response.error() == null || !body.has("ErrorCode") ? body : body.with("ErrorCode", response.error());
        return ResponseDefinition.applyAll(response.edits(), refused, topics);
    }
}
