package io.kspec.recorder;

/**
 * The first line of a session file.
 *
 * @param kspec the version of kspec that recorded
 * @param target the broker that clients were led to first, as {@code host:port}
 * @param started when the recording began, in ISO 8601
 * @param secretsKept whether secrets are in the file as they were sent
 */
public record SessionHeader(String kspec, String target, String started, boolean secretsKept) {}
