package io.kspec.runlog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Something that happened during a case. Times are milliseconds since the start of the case. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
    @JsonSubTypes.Type(value = ExchangeEvent.class, name = "exchange"),
    @JsonSubTypes.Type(value = NoteEvent.class, name = "note")
})
public sealed interface Event permits ExchangeEvent, NoteEvent {
    /** Who acted, in the scenario's words. */
    String role();

    /** Which of the role's connections, counted from 1; 0 if the event is about none. */
    int connection();
}
