package io.kspec.mock.group.streams;

/** Where clients reach a member of a streams group, for interactive queries. */
public record UserEndpoint(String host, int port) {}
