package io.kspec.clients.matrix;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.kspec.scenarios.ClientFlow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The clients and their jobs as a page.
 *
 * @param declarations the clients and jobs
 * @param answeredApis the APIs that the mock answers
 * @param kafka the release of Apache Kafka that is the measure
 * @param flows what clients send for jobs, as kspec keeps it
 */
record MatrixPage(Declarations declarations, Set<String> answeredApis, String kafka, List<ClientFlow> flows) {
    private static final String HEAD =
            """
            # Real clients

            What real client libraries do on kspec's mock broker and on Apache Kafka %1$s. Each client plays each job through a small
            driver in `clients/`; a job passes only if the driver saw what it should, such as every record once and in order.

            `ClientsOnMockTest` and `ClientsOnKafkaTest` play the clients and fail if one of them passes or fails a job that
            `clients/clients.yaml` does not say it passes or fails. What it sets `apart` is
            played by `mvn verify -Pclients` only.
            `MatrixPageTest` compares this page; with `-Dkspec.clients.write=true` it writes the page.

            | client | library | language | jobs | pass on Apache Kafka | pass on the mock |
            | --- | --- | --- | --- | --- | --- |
            """;

    private static final String CELLS =
            """

            ## Jobs

            - **yes**: passes on the mock and on Apache Kafka
            - **Kafka**: passes on Apache Kafka only; the reason stands below
            - **later**: passes on Apache Kafka; the mock does not answer an API that the job needs
            - **no**: fails on Apache Kafka, so nothing is expected of the mock; the reason stands below
            - –: the client offers nothing for it

            """;

    private static final String FLOWS =
            """

            ## Flows

            What clients send to Apache Kafka for some of their jobs is recorded and kept in `scenarios/catalog/clients`. Every
            `kspec run` plays it, and `kspec run --as sarama` plays that of one client alone; neither needs the client itself.

            | client | recorded | jobs |
            | --- | --- | --- |
            """;

    String text() {
        StringBuilder page = new StringBuilder(HEAD.formatted(kafka));
        declarations.clients().forEach(client -> page.append(summary(client)));
        page.append(CELLS);
        page.append(declarations.jobs().stream()
                .map(DeclaredJob::purpose)
                .distinct()
                .map(this::table)
                .collect(joining("\n")));
        page.append("\n| job | what happens | the mock lacks |\n| --- | --- | --- |\n");
        declarations.jobs().forEach(job -> page.append(meaning(job)));
        page.append("\n## Known failures\n\n");
        page.append(bullets(declarations.clients().stream()
                .flatMap(client -> failures(client).stream())
                .toList()));
        page.append("\n## What clients do not offer\n\n");
        page.append(bullets(declarations.clients().stream()
                .flatMap(client -> gaps(client).stream())
                .toList()));
        page.append(FLOWS);
        flows.stream()
                .collect(groupingBy(ClientFlow::client, LinkedHashMap::new, toList()))
                .values()
                .forEach(ofClient -> page.append(flows(ofClient)));
        return page.toString();
    }

    /** The clients of a purpose by its jobs. */
    private String table(String purpose) {
        List<DeclaredClient> clients = declarations.clients().stream()
                .filter(client -> client.purpose().equals(purpose))
                .toList();
        return clients.stream().map(DeclaredClient::id).collect(joining(" | ", "| job | ", " |\n"))
                + "| --- ".repeat(clients.size() + 1)
                + "|\n"
                + declarations.jobs().stream()
                        .filter(job -> job.purpose().equals(purpose))
                        .map(job -> row(clients, job))
                        .collect(joining());
    }

    private static String flows(List<ClientFlow> ofClient) {
        return "| `%s` | %s | %s |\n"
                .formatted(
                        ofClient.get(0).client(),
                        ofClient.get(0).library(),
                        ofClient.stream().map(flow -> "`" + flow.job() + "`").collect(joining(", ")));
    }

    private String summary(DeclaredClient client) {
        List<DeclaredJob> done =
                declarations.jobs().stream().filter(client::does).toList();
        long onKafka = done.stream()
                .filter(job -> !client.failsOn(PlayedBroker.KAFKA, job))
                .count();
        long onMock = done.stream()
                .filter(job -> client.plays(job, answeredApis) && !client.failsOn(PlayedBroker.MOCK, job))
                .count();
        return "| %s | %s %s | %s | %d | %d | %d |\n"
                .formatted(
                        client.id(),
                        client.library(),
                        client.version(),
                        client.language(),
                        done.size(),
                        onKafka,
                        onMock);
    }

    private String row(List<DeclaredClient> clients, DeclaredJob job) {
        return clients.stream()
                .map(client -> cell(client, job))
                .collect(joining(" | ", "| `" + job.id() + "` | ", " |\n"));
    }

    private String cell(DeclaredClient client, DeclaredJob job) {
        if (!client.does(job)) {
            return "–";
        }
        if (client.failsOn(PlayedBroker.KAFKA, job)) {
            return "no";
        }
        if (!client.plays(job, answeredApis)) {
            return "later";
        }
        return client.failsOn(PlayedBroker.MOCK, job) ? "Kafka" : "yes";
    }

    private String meaning(DeclaredJob job) {
        Set<String> missing = new TreeSet<>(job.apis());
        missing.removeAll(answeredApis);
        return "| `%s` | %s | %s |\n".formatted(job.id(), job.does(), String.join(", ", missing));
    }

    private List<String> failures(DeclaredClient client) {
        Map<String, List<String>> jobs = new TreeMap<>();
        for (DeclaredJob job : declarations.jobs()) {
            KnownFailure failure = client.known().get(job.id());
            if (failure != null) {
                String where = failure.brokers().stream()
                        .sorted()
                        .map(PlayedBroker::toString)
                        .collect(joining(" and "));
                jobs.computeIfAbsent(" on " + where + ": " + failure.reason(), reason -> new ArrayList<>())
                        .add("`" + job.id() + "`");
            }
        }
        return jobs.entrySet().stream()
                .map(entry -> client.id() + ", " + String.join(", ", entry.getValue()) + entry.getKey())
                .toList();
    }

    private List<String> gaps(DeclaredClient client) {
        Map<String, List<String>> jobs = new TreeMap<>();
        for (DeclaredJob job : declarations.jobs()) {
            String reason = client.lacks().get(job.id());
            if (reason != null) {
                jobs.computeIfAbsent(reason, each -> new ArrayList<>()).add("`" + job.id() + "`");
            }
        }
        return jobs.entrySet().stream()
                .map(entry -> client.id() + ": " + entry.getKey() + ": " + String.join(", ", entry.getValue()))
                .toList();
    }

    private static String bullets(List<String> lines) {
        return lines.isEmpty()
                ? "None.\n"
                : lines.stream().map(line -> "- " + line + "\n").collect(joining());
    }
}
