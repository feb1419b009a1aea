package io.kspec.diagnosis.clients;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the messages of clients tell of: something that is wrong on the wire.
 *
 * @param id a short name
 * @param title what is wrong, in a few words
 * @param means what the client found on the wire, and what it expects
 * @param usually what a broker does wrong if a client says so
 * @param fields the fields that it is about; empty if it can be any field of any API
 * @param checks the ids of the checks that find it, the nearest first
 */
public record WireFault(
        String id, String title, String means, String usually, List<WireField> fields, List<String> checks) {
    public WireFault {
        fields = List.copyOf(fields);
        checks = List.copyOf(checks);
        if (id.isBlank() || title.isBlank() || means.isBlank() || usually.isBlank() || checks.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected id, title, means, usually and checks, found an empty text or no check");
        }
    }

    @JsonCreator
    static WireFault of(
            @JsonProperty(value = "id", required = true) String id,
            @JsonProperty(value = "title", required = true) String title,
            @JsonProperty(value = "means", required = true) String means,
            @JsonProperty(value = "usually", required = true) String usually,
            @JsonProperty("fields") @Nullable List<String> fields,
            @JsonProperty(value = "checks", required = true) List<String> checks) {
        List<String> texts = fields == null ? List.of() : fields;
        return new WireFault(
                id, title, means, usually, texts.stream().map(WireField::parse).toList(), checks);
    }

    /** The APIs that it is about, in the order of the fields; empty for all. */
    public List<String> apis() {
        return fields.stream().map(WireField::api).distinct().toList();
    }
}
