package io.kspec.suite.check;

import io.kspec.runlog.Check;
import io.kspec.scenarios.ClientFlow;
import io.kspec.scenarios.ScenarioCatalog;
import java.util.List;

/** What a real client sends for one of its jobs, as a check with an id of its own: {@code client.sarama.commit-resume}. */
public final class ClientFlowCheck extends ScenarioCheck {
    private final ClientFlow flow;

    public ClientFlowCheck(ClientFlow flow) {
        super(flow.scenario());
        this.flow = flow;
    }

    /** The flows that come with kspec, in the order of their clients and jobs. */
    public static List<ClientFlowCheck> packaged() {
        return Packaged.ALL;
    }

    /** The id of the client, such as {@code sarama}. */
    public String client() {
        return flow.client();
    }

    /** The ids of the flows of a client, with {@code *} for any job. */
    public static String idsOf(String client) {
        return Check.CLIENT_FLOWS + client + ".*";
    }

    /** {@code As sarama 1.61.1 does: commit-resume}. */
    @Override
    public String title() {
        return "As " + flow.library() + " does: " + flow.job();
    }

    @Override
    public String id() {
        return Check.CLIENT_FLOWS + flow.client() + "." + flow.job();
    }

    @Override
    public String source() {
        return "what " + flow.library() + " sends to Apache Kafka: scenario "
                + flow.scenario().file();
    }

    @Override
    public String why() {
        return "A broker that answers otherwise stops " + flow.library() + " in this job.";
    }

    @Override
    public String profile() {
        return Profiles.CLIENTS;
    }

    @Override
    public String expectation(String step, String request, String expected) {
        return request.isEmpty()
                ? super.expectation(step, request, expected)
                : expected + " for " + request + " as " + flow.library() + " sends it";
    }

    /** The flows are read once per process, when they are asked for. */
    private static final class Packaged {
        private static final List<ClientFlowCheck> ALL = ClientFlow.in(ScenarioCatalog.packaged()).stream()
                .map(ClientFlowCheck::new)
                .toList();
    }
}
