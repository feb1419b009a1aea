package io.kspec.clients.matrix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * How a job ended.
 *
 * @param version the release that the driver names; empty if the driver ended without a word
 * @param job the id of the job
 * @param isOk whether it did all that it should
 * @param millis how long it took
 * @param detail what went wrong
 */
record JobResult(String version, String job, boolean isOk, long millis, String detail) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a line of a driver.
     *
     * @throws IllegalArgumentException if it is not such a line
     */
    static JobResult parse(String line) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected a line of JSON, found " + line, e);
        }
        for (String key : new String[] {"client", "version", "job", "ok", "millis", "detail"}) {
            if (!node.has(key)) {
                throw new IllegalArgumentException("expected the key " + key + ", found " + line);
            }
        }
        return new JobResult(
                node.get("version").asText(),
                node.get("job").asText(),
                node.get("ok").asBoolean(),
                node.get("millis").asLong(),
                node.get("detail").asText());
    }

    static JobResult failed(DeclaredJob job, String detail) {
        return new JobResult("", job.id(), false, 0, detail);
    }
}
