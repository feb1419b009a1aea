package io.kspec.mock.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Recorded exchanges as a file of stubs. Requests that ask the same at the same version are answered as they were recorded, in the same
 * order, and the last response is repeated; of two stubs that match a request, the one with more conditions decides.
 *
 * @param text the file, as JSON, with a stub a line
 * @param stubs the stubs in it
 * @param omitted how many stubs are left out because the file would exceed the largest size that can be read
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record RecordedStubs(String text, List<Map<String, Object>> stubs, int omitted) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public RecordedStubs {
        stubs = List.copyOf(stubs);
    }

    /** The stubs that answer as was recorded. */
    @API(status = API.Status.INTERNAL, since = "0.1.0")
    public static RecordedStubs of(List<RecordedExchange> exchanges) {
        boolean several =
                exchanges.stream().map(RecordedExchange::brokerId).distinct().count() > 1;
        Map<Map<String, Object>, List<Map<String, Object>>> byRequest = new LinkedHashMap<>();
        for (RecordedExchange exchange : exchanges) {
            byRequest
                    .computeIfAbsent(request(exchange, several), request -> new ArrayList<>())
                    .add(StubbedResponse.of(exchange));
        }
        List<Map<String, Object>> stubs = new ArrayList<>();
        byRequest.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> conditions(entry.getKey())))
                .forEach(entry -> stubs.addAll(sequence(entry.getKey(), entry.getValue())));
        return written(stubs);
    }

    private static Map<String, Object> request(RecordedExchange exchange, boolean several) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("api", exchange.api().name());
        request.put("versions", Integer.toString(exchange.version()));
        if (several) {
            request.put("broker", exchange.brokerId());
        }
        Map<String, @Nullable Object> where = RequestConditions.of(exchange.request());
        if (!where.isEmpty()) {
            request.put("where", where);
        }
        return request;
    }

    private static int conditions(Map<String, Object> request) {
        return request.get("where") instanceof Map<?, ?> where ? where.size() : 0;
    }

    /** The stubs of one request: a single one if it was always answered in the same way. */
    private static List<Map<String, Object>> sequence(
            Map<String, Object> request, List<Map<String, Object>> responses) {
        int count = responses.size();
        int firstRun = 1;
        while (firstRun < count && same(responses.get(firstRun), responses.get(0))) {
            firstRun++;
        }
        if (firstRun == count) {
            return responses.get(0).isEmpty()
                    ? List.of()
                    : List.of(Map.of("request", request, "response", responses.get(0)));
        }
        int lastRun = count - 1;
        while (same(responses.get(lastRun - 1), responses.get(count - 1))) {
            lastRun--;
        }
        List<Map<String, Object>> stubs = new ArrayList<>();
        stubs.add(stub(request, "first", firstRun, responses.get(0)));
        for (int i = firstRun; i < lastRun; i++) {
            stubs.add(stub(request, "nth", i + 1, responses.get(i)));
        }
        stubs.add(stub(request, "from", lastRun + 1, responses.get(lastRun)));
        return stubs;
    }

    /** Whether two responses are the same but for how long they took. */
    private static boolean same(Map<String, Object> one, Map<String, Object> other) {
        Map<String, Object> left = new LinkedHashMap<>(one);
        Map<String, Object> right = new LinkedHashMap<>(other);
        left.remove("delay");
        right.remove("delay");
        return left.equals(right);
    }

    private static Map<String, Object> stub(
            Map<String, Object> request, String occurrence, int number, Map<String, Object> response) {
        Map<String, Object> counted = new LinkedHashMap<>(request);
        counted.put(occurrence, number);
        return Map.of("request", counted, "response", response);
    }

    private static RecordedStubs written(List<Map<String, Object>> all) {
        StringJoiner lines = new StringJoiner(",\n", "{\"stubs\": [\n", "\n]}\n");
        lines.setEmptyValue("{\"stubs\": []}\n");
        List<Map<String, Object>> kept = new ArrayList<>();
        for (Map<String, Object> stub : all) {
            Map<String, Object> ordered = new LinkedHashMap<>();
            ordered.put("request", stub.get("request"));
            ordered.put("response", stub.get("response"));
            String line = json(ordered);
            if (lines.length() + line.length() + 2 <= YamlReader.MOST_BYTES) {
                lines.add(line);
                kept.add(ordered);
            }
        }
        return new RecordedStubs(lines.toString(), kept, all.size() - kept.size());
    }

    private static String json(Map<String, Object> stub) {
        try {
            return JSON.writeValueAsString(stub);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always JSON", e);
        }
    }
}
