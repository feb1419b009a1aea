package io.kspec.mock.security.acl;

/**
 * Who wants to do something.
 *
 * @param principal {@code User:alice}
 * @param address the address that the client connects from: {@code 127.0.0.1}
 */
public record AclClient(String principal, String address) {}
