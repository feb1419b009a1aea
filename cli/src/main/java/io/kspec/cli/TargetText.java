package io.kspec.cli;

import io.kspec.stage.net.Target;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people write for {@code HOST:PORT}: with a scheme, without a port, several addresses. */
final class TargetText {
    private static final int USUAL_PORT = 9092;
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+._-]*)://([^/]*)(/.*)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

    private TargetText() {}

    /** Why a text is not {@code HOST:PORT}, and what it may mean. */
    static String complaint(String text) {
        String wrong;
        if (text.contains(",")) {
            wrong = "expected the host:port of one broker, which names the others, found several";
        } else if (SCHEME.matcher(text).matches()) {
            wrong = "expected host:port without a scheme, found " + text;
        } else if (hasNoPort(text)) {
            wrong = "expected host:port, found " + text + " without a port";
        } else {
            wrong = "expected host:port with a port from 1 to 65535, found " + (text.isBlank() ? "nothing" : text);
        }
        return wrong
                + repaired(text).map(meant -> "; did you mean " + meant + "?").orElse("");
    }

    private static boolean hasNoPort(String text) {
        return NAME.matcher(text).matches() && !text.matches("\\d+");
    }

    /** The address that a word means that is one, with or without what is wrong with it; empty if it is something else. */
    static Optional<String> meant(String word) {
        if (parses(word)) {
            return Optional.of(word);
        }
        return word.contains(":") || word.equals("localhost") || word.matches("\\d+(\\.\\d+){3}")
                ? repaired(word)
                : Optional.empty();
    }

    private static Optional<String> repaired(String text) {
        String first = text.contains(",") ? text.substring(0, text.indexOf(',')) : text;
        Matcher scheme = SCHEME.matcher(first);
        String address = scheme.matches() ? scheme.group(2) : first;
        if (address.matches(":?\\d{1,5}")) {
            address = "localhost:" + address.replace(":", "");
        } else if (address.matches("[^:]+:")) {
            address = address + USUAL_PORT;
        } else if (address.matches("[0-9A-Fa-f:]*::[0-9A-Fa-f:]*:" + USUAL_PORT)) {
            address = "[" + address.substring(0, address.lastIndexOf(':')) + "]:" + USUAL_PORT;
        } else if (address.matches("[0-9A-Fa-f:]*::[0-9A-Fa-f:.]*")) {
            address = "[" + address + "]:" + USUAL_PORT;
        } else if (hasNoPort(address) || address.matches("\\[[0-9A-Fa-f:.]+]")) {
            address = address + ":" + USUAL_PORT;
        }
        return Optional.of(address).filter(meant -> !meant.equals(text) && parses(meant));
    }

    private static boolean parses(String text) {
        try {
            String host = Target.parse(text).host();
            return host.contains(":") || NAME.matcher(host).matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
