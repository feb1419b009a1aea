package io.kspec.diagnosis.reading;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** How surprising texts are for which Kafka and its clients have conventions, in bits. */
final class TextLikelihood {
    private static final double UNUSUAL = 5;
    /** One of a few known texts. */
    private static final double LISTED = 4;
    /** How much less surprising a UUID is than other text of its length. */
    private static final double UUID_SAVES = 50;

    private static final Map<Meaning, Set<String>> LISTS = Map.of(
            Meaning.GROUP_STATE,
            Set.of(
                    "Stable",
                    "Empty",
                    "Dead",
                    "PreparingRebalance",
                    "CompletingRebalance",
                    "Assigning",
                    "Reconciling",
                    "NotReady"),
            Meaning.PROTOCOL_TYPE,
            Set.of("consumer", "connect", "share", "classic", "streams"),
            Meaning.ASSIGNOR,
            Set.of("range", "roundrobin", "sticky", "cooperative-sticky", "uniform", "simple"),
            Meaning.QUOTA_ENTITY,
            Set.of("user", "client-id", "ip"),
            Meaning.PRINCIPAL_TYPE,
            Set.of("User"));

    private static final Pattern ENDS_WITH_UUID =
            Pattern.compile(".*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private TextLikelihood() {}

    /** Whether there are conventions for texts of a meaning. */
    static boolean matters(Meaning meaning) {
        return LISTS.containsKey(meaning)
                || switch (meaning) {
                    case MEMBER_ID, PRINCIPAL, CLIENT_HOST, SOFTWARE_NAME, SOFTWARE_VERSION, SENTENCE -> true;
                    default -> false;
                };
    }

    /** The bits of a text whose characters alone cost the given bits. */
    static double bits(Meaning meaning, String text, double characters) {
        Set<String> list = LISTS.get(meaning);
        if (text.isEmpty()) {
            return characters;
        }
        if (list != null) {
            return list.contains(text) ? Math.min(characters, LISTED) : characters + UNUSUAL;
        }
        if (meaning == Meaning.MEMBER_ID && ENDS_WITH_UUID.matcher(text).matches()) {
            return characters - UUID_SAVES;
        }
        return characters + (isUsual(meaning, text) ? 0 : UNUSUAL);
    }

    private static boolean isUsual(Meaning meaning, String text) {
        char first = text.charAt(0);
        return switch (meaning) {
            case PRINCIPAL -> text.indexOf(':') > 0;
            case CLIENT_HOST -> first == '/' || first == '*' || Character.isDigit(first);
            case SOFTWARE_NAME -> Character.isLetter(first);
            case SOFTWARE_VERSION -> Character.isDigit(first);
            case SENTENCE -> text.indexOf(' ') > 0;
            default -> true;
        };
    }
}
