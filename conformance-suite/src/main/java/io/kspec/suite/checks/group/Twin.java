package io.kspec.suite.checks.group;

import io.kspec.stage.net.Connection;
import io.kspec.stage.play.Role;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.suite.check.Case;

/**
 * A second connection under the client id of a role, as a second process with the same configuration has.
 *
 * @param connection the second connection, to a group's coordinator
 */
record Twin(Connection connection) implements AutoCloseable {
    static Twin of(Case it, String roleName, String groupId) {
        Role role = it.role(roleName);
        Connection first = role.coordinator(CoordinatorType.GROUP, groupId);
        return new Twin(Connection.open(
                first.name() + "'s twin",
                first.target(),
                role.clientId(),
                it.stage().settings(),
                it.stage().transcript()));
    }

    @Override
    public void close() {
        connection.close();
    }
}
