package io.kspec.mock.admin;

import io.kspec.mock.MockBroker;
import io.kspec.mock.admin.http.HttpCall;
import io.kspec.mock.admin.http.HttpFault;
import io.kspec.mock.admin.http.HttpFaultException;
import io.kspec.mock.admin.http.HttpReply;
import io.kspec.mock.admin.http.HttpResponder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/** Finds the route of each call. */
final class AdminRouter implements HttpResponder {
    /** The path with which all others begin, as in WireMock. */
    static final String ROOT = "/__admin";

    private final MockBroker broker;
    private final List<AdminRoute> routes;

    AdminRouter(MockBroker broker) {
        this.broker = broker;
        this.routes = AdminRoutes.of(broker).stream()
                .sorted(Comparator.comparingLong(AdminRoute::fixedSegments).reversed())
                .toList();
    }

    @Override
    public CompletionStage<HttpReply> respond(HttpCall call) {
        if (!call.path().startsWith(ROOT + "/")) {
            throw notFound(call);
        }
        List<String> segments = AdminRoute.segments(call.path().substring(ROOT.length()));
        String method = call.method().equals("HEAD") ? "GET" : call.method();
        TreeSet<String> methods = new TreeSet<>();
        for (AdminRoute route : routes) {
            Optional<Map<String, String>> parameters = route.parameters(segments);
            if (parameters.isPresent() && route.method().equals(method)) {
                return answer(route, new AdminCall(call, parameters.get()));
            }
            parameters.ifPresent(found -> methods.add(route.method()));
        }
        if (methods.isEmpty()) {
            throw notFound(call);
        }
        String allowed = String.join(", ", methods);
        throw new HttpFaultException(
                405,
                List.of(HttpFault.mismatch("method", allowed + " " + call.path(), call.method())),
                Map.of("Allow", allowed));
    }

    private CompletionStage<HttpReply> answer(AdminRoute route, AdminCall call) {
        if (broker.isClosed()) {
            throw new HttpFaultException(503, HttpFault.mismatch("the mock broker", "an open broker", "a closed one"));
        }
        return route.action().apply(call);
    }

    private static HttpFaultException notFound(HttpCall call) {
        return new HttpFaultException(
                404, HttpFault.mismatch("path", "a path that " + ROOT + "/openapi.yaml describes", call.path()));
    }
}
