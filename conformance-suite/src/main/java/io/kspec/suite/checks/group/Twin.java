package io.kspec.suite.checks.group;

import io.kspec.stage.net.Connection;
import io.kspec.stage.play.Role;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.suite.check.Case;

/**
 * A second connection with a role's client id, like that of a second process with the same configuration.
 *
 * @param connection the second connection, to the group's coordinator
 */
record Twin(Connection connection) implements AutoCloseable {
    static Twin of(Case test, String roleName, String groupId) {
        Role role = test.role(roleName);
        Connection first = role.coordinator(CoordinatorType.GROUP, groupId);
        return new Twin(Connection.open(
                first.name() + "'s twin",
                first.target(),
                role.clientId(),
                test.stage().settings(),
                test.stage().transcript()));
    }

    @Override
    public void close() {
        connection.close();
    }
}
