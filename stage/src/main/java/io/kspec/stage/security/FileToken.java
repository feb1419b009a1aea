package io.kspec.stage.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A token in a file, which is read for each connection, because something else may renew it. */
record FileToken(Path file) implements OAuthBearerMechanism.BearerToken {
    @Override
    public Secret get() throws AuthenticationException {
        String token;
        try {
            token = Files.readString(file).strip();
        } catch (IOException e) {
            throw new AuthenticationException(
                    file + ": expected a file with a bearer token, found none that can be read");
        }
        if (!token.matches("[A-Za-z0-9._~+/=-]+")) {
            throw new AuthenticationException(file + ": expected one bearer token, found "
                    + (token.isEmpty() ? "nothing" : "characters that no token has"));
        }
        return new Secret(token);
    }
}
