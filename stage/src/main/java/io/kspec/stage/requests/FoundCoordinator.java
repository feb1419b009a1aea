package io.kspec.stage.requests;

/** What a FindCoordinator answer says of one key; without an error, where the coordinator is. */
public record FoundCoordinator(int errorCode, int nodeId, String host, int port) {}
