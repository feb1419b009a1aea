package io.kspec.diagnosis.reading;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** How surprising texts are that Kafka and its clients write in a way of their own, in bits. */
final class Wording {
    private static final double UNUSUAL = 5;
    /** One of a few texts. */
    private static final double LISTED = 4;
    /** How much less a UUID says than any other text of its length. */
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

    private Wording() {}

    /** Whether texts of a meaning are written in a way of their own. */
    static boolean matters(Meaning meaning) {
        return LISTS.containsKey(meaning)
                || switch (meaning) {
                    case MEMBER_ID, PRINCIPAL, CLIENT_HOST, SOFTWARE_NAME, SOFTWARE_VERSION, SENTENCE -> true;
                    default -> false;
                };
    }

    /** Of a text whose characters cost some bits. */
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
