package io.kspec.mock.security.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * How the distinguished name of a certificate becomes the name of a user: {@code ssl.principal.mapping.rules} (KIP-371). The
 * first rule that matches decides.
 */
public final class SslPrincipalRules {
    /** The distinguished name as it is. */
    public static final SslPrincipalRules DEFAULT = new SslPrincipalRules(List.of(new Rule(null, "", "")));

    private static final String RULE = "(DEFAULT)|RULE:((?:\\\\.|[^\\\\/])*)/((?:\\\\.|[^\\\\/])*)/([LU]?)";
    private static final Pattern NEXT = Pattern.compile("\\s*(?:" + RULE + ")\\s*(?:,\\s*|$)");
    private static final Pattern GROUP = Pattern.compile("\\$(\\d+)");

    private final List<Rule> rules;

    private SslPrincipalRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * A rule.
     *
     * @param pattern what must match the whole name; null for every name, which stays as it is
     * @param letters {@code L} or {@code U} for lower or upper case
     */
    private record Rule(@Nullable Pattern pattern, String replacement, String letters) {
        @Nullable String apply(String name) {
            if (pattern == null) {
                return name;
            }
            Matcher matcher = pattern.matcher(name);
            if (!matcher.matches()) {
                return null;
            }
            String user = name.replaceAll(pattern.pattern(), known(matcher.groupCount()));
            return switch (letters) {
                case "L" -> user.toLowerCase(Locale.ENGLISH);
                case "U" -> user.toUpperCase(Locale.ENGLISH);
                default -> user;
            };
        }

        /** The replacement, in which references to groups that do not exist are literal. */
        private String known(int groups) {
            return GROUP.matcher(replacement)
                    .replaceAll(reference -> Matcher.quoteReplacement(
                            reference.group(1).length() > 3 || Integer.parseInt(reference.group(1)) > groups
                                    ? "\\" + reference.group()
                                    : reference.group()));
        }
    }

    /**
     * Parses rules.
     *
     * @param text {@code DEFAULT}, and {@code RULE:pattern/replacement/} with {@code L} or {@code U} after it, separated by
     *     commas
     * @throws IllegalArgumentException if the text has anything else
     */
    public static SslPrincipalRules parse(String text) {
        List<Rule> rules = new ArrayList<>();
        String stripped = text.strip();
        Matcher next = NEXT.matcher(stripped);
        int at = 0;
        while (at < stripped.length()) {
            if (!next.find(at) || next.start() != at) {
                throw new IllegalArgumentException(
                        "ssl.principal.mapping.rules: expected DEFAULT or RULE:pattern/replacement/[LU], found "
                                + stripped.substring(at));
            }
            rules.add(next.group(1) != null ? new Rule(null, "", "") : rule(next));
            at = next.end();
        }
        return new SslPrincipalRules(rules);
    }

    private static Rule rule(Matcher found) {
        try {
            return new Rule(Pattern.compile(found.group(2)), found.group(3), found.group(4));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "ssl.principal.mapping.rules: expected a regular expression, found " + found.group(2), e);
        }
    }

    /** The user of a distinguished name; empty if no rule matches, so that the connection is closed. */
    public Optional<String> userOf(String distinguishedName) {
        for (Rule rule : rules) {
            String user = rule.apply(distinguishedName);
            if (user != null) {
                return Optional.of(user);
            }
        }
        return Optional.empty();
    }
}
