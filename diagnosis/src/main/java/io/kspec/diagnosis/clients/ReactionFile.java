package io.kspec.diagnosis.clients;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The reactions of all clients, as {@code reactions.json} lists them. The file is JSON with comments: this room reads
 * JSON anyway, and has no YAML.
 *
 * @param clients the clients by name
 * @param faults what their texts tell of
 * @param reactions their reactions, in the order in which they are shown
 */
record ReactionFile(Map<String, Client> clients, List<WireFault> faults, List<ReactionRule> reactions) {
    private static final String STANDARD = "reactions.json";

    /**
     * A client whose sources were read.
     *
     * @param repository its GitHub repository: {@code IBM/sarama}
     * @param commit the commit that was read
     */
    record Client(
            @JsonProperty(value = "repository", required = true) String repository,
            @JsonProperty(value = "commit", required = true) String commit) {
        Client {
            if (repository.isBlank() || commit.isBlank()) {
                throw new IllegalArgumentException("expected a repository and a commit, found an empty text");
            }
        }
    }

    ReactionFile {
        clients = Map.copyOf(clients);
        faults = List.copyOf(faults);
        Set<String> ids = faults.stream().map(WireFault::id).collect(Collectors.toSet());
        if (ids.size() < faults.size()) {
            throw new IllegalArgumentException("faults: expected different ids, found one twice");
        }
        reactions = List.copyOf(reactions);
        for (int i = 0; i < reactions.size(); i++) {
            String client = reactions.get(i).reaction().client();
            if (!clients.containsKey(client)) {
                throw new IllegalArgumentException("reactions[" + i + "]: unknown client " + client);
            }
            String fault = reactions.get(i).fault();
            if (fault != null && !ids.contains(fault)) {
                throw new IllegalArgumentException("reactions[" + i + "]: unknown fault " + fault);
            }
        }
    }

    Client client(String name) {
        return Objects.requireNonNull(clients.get(name), name);
    }

    /** What a text tells of. */
    WireFault fault(ReactionRule rule) {
        return faults.stream()
                .filter(fault -> fault.id().equals(rule.fault()))
                .findFirst()
                .orElseThrow();
    }

    @JsonCreator
    static ReactionFile of(
            @JsonProperty(value = "clients", required = true) Map<String, Client> clients,
            @JsonProperty(value = "faults", required = true) List<WireFault> faults,
            @JsonProperty(value = "reactions", required = true) List<ReactionRule> reactions) {
        return new ReactionFile(clients, faults, reactions);
    }

    /** The file that comes with kspec. */
    static ReactionFile standard() {
        try (InputStream file = Objects.requireNonNull(ReactionFile.class.getResourceAsStream(STANDARD), STANDARD)) {
            return read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a file strictly.
     *
     * @throws IllegalArgumentException if it has unknown keys or names, or lacks something; the message names the place
     */
    static ReactionFile read(String json) {
        JsonMapper mapper = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        try {
            return mapper.readValue(json, ReactionFile.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(STANDARD + place(e) + ": " + e.getOriginalMessage(), e);
        }
    }

    /** {@code , line 7, column 67, reactions[0].when}. */
    private static String place(JsonProcessingException failure) {
        StringBuilder place = new StringBuilder();
        JsonLocation at = failure.getLocation();
        if (at != null) {
            place.append(", line ").append(at.getLineNr()).append(", column ").append(at.getColumnNr());
        }
        if (failure instanceof JsonMappingException mapping) {
            String separator = ", ";
            for (JsonMappingException.Reference step : mapping.getPath()) {
                boolean entry = step.getFieldName() == null;
                place.append(entry ? "[" + step.getIndex() + "]" : separator + step.getFieldName());
                separator = ".";
            }
        }
        return place.toString();
    }
}
