package io.kspec.stage.security;

/**
 * How the clients of a run connect, by their role: {@code admin} creates and deletes topics, {@code client} is everyone
 * else.
 *
 * @param client what the clients use that play with the target
 * @param admin what kspec uses that prepares the target and cleans it up
 */
public record SecuritySettings(ListenerSecurity client, ListenerSecurity admin) {
    /** Plaintext without authentication. */
    public static final SecuritySettings NONE = ofEveryRole(ListenerSecurity.NONE);

    /** The same for both roles. */
    public static SecuritySettings ofEveryRole(ListenerSecurity security) {
        return new SecuritySettings(security, security);
    }

    /** The settings of a client that has the role {@code admin}. */
    public SecuritySettings asAdmin() {
        return ofEveryRole(admin);
    }
}
