package io.kspec.runlog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One line of a run log: first the header, then one result per case, then the footer. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
    @JsonSubTypes.Type(value = RunHeader.class, name = "header"),
    @JsonSubTypes.Type(value = CaseResult.class, name = "result"),
    @JsonSubTypes.Type(value = RunFooter.class, name = "footer")
})
public sealed interface LogLine permits RunHeader, CaseResult, RunFooter {}
