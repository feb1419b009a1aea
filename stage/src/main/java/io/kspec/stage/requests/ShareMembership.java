package io.kspec.stage.requests;

/** A member of a share group, under the id that it has chosen. */
public record ShareMembership(String groupId, String memberId) {}
