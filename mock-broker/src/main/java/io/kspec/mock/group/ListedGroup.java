package io.kspec.mock.group;

/**
 * A group as ListGroups shows it.
 *
 * @param protocolType {@code consumer} for groups of consumers; empty if there has never been a member
 * @param state the state, in the words of the group's type
 * @param type {@code classic}, {@code consumer} or {@code share}
 */
public record ListedGroup(String groupId, String protocolType, String state, String type) {}
